import { z } from 'zod'

/** Every fault Weir can report. The list is closed: each code has its text in the renderer, checked by the compiler. */
export const faultCodes = [
  'auth.rejected',
  'auth.insufficient_scope',
  'auth.signed_out',
  'remote.rate_limited',
  'remote.unreachable',
  'remote.server_error',
  'remote.rejected',
  'record.invalid',
  'settings.invalid',
  'settings.conflict',
  'source.not_a_repository',
  'source.unreadable',
  'tool.missing',
  'tool.too_old',
  'store.corrupt',
  'store.full',
  'store.readonly',
  'store.too_new',
  'store.locked',
  'vault.locked',
  'vault.unavailable',
  'run.stopped',
  'run.interrupted',
  'job.conflict',
  'rpc.unknown_method',
  'rpc.invalid_input',
  'rpc.not_found',
  'rpc.too_large',
  'rpc.cancelled',
  'rpc.disconnected',
  'rpc.forbidden',
  'rpc.unauthorized',
  'internal.unexpected',
] as const

export const FaultCode = z.enum(faultCodes)
export type FaultCode = z.infer<typeof FaultCode>

export const FieldIssue = z.object({ path: z.string(), message: z.string() })
export type FieldIssue = z.infer<typeof FieldIssue>

/**
 * A fault as it crosses the wire: `hint` says what the user can do, `details` hold plain facts (never a secret, never a stack),
 * `fields` names the settings that are wrong.
 */
export const Fault = z.object({
  code: FaultCode,
  hint: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  fields: z.array(FieldIssue).optional(),
})
export type Fault = z.infer<typeof Fault>

/** The faults only the user can mend: until then no sync is tried by itself. */
export const userFaults: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'auth.rejected',
  'auth.insufficient_scope',
  'auth.signed_out',
  'settings.invalid',
])

/** The faults that can heal by themselves: trying again is worth it. */
export const transientFaults: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'remote.unreachable',
  'remote.server_error',
  'run.interrupted',
  'vault.locked',
])
