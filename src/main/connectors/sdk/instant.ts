import { z } from 'zod'

/** `2026-01-31T08:00:00.000+0100`, a date with its zone in another form, or epoch ms; as epoch ms. */
export const Instant = z.unknown().transform((value, context) => {
  const at = typeof value === 'string' ? Date.parse(value) : value
  if (typeof at === 'number' && Number.isFinite(at)) return at
  context.issues.push({ code: 'custom', message: 'Not a date', input: value })
  return z.NEVER
})
