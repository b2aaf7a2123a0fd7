import { z } from 'zod'

/** `2026-01-31T08:00:00.000+0100`, a date with its zone in another form, or epoch ms; as epoch ms. */
export const Instant = z.unknown().transform((value, context) => {
  const at = instantOf(value)
  if (at !== null) return at
  context.issues.push({ code: 'custom', message: 'Not a date', input: value })
  return z.NEVER
})

/** The same, read by hand; null for what is no date. */
export function instantOf(value: unknown): number | null {
  const at = typeof value === 'string' ? Date.parse(value) : value
  return typeof at === 'number' && Number.isFinite(at) ? at : null
}
