import { z } from 'zod'

/**
 * A secret of a credentials form: a string without line breaks or NUL, marked `secret` in its JSON schema, so that forms hide it
 * and the host seals it.
 */
export function secret(meta: { readonly title: string; readonly description?: string }) {
  return z
    .string()
    .max(10_000)
    .refine(value => [...value].every(character => character >= ' '), { error: 'Must be on one line' })
    .meta({ ...meta, secret: true })
}
