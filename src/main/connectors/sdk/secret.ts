import { z } from 'zod'
import type { FieldMeta } from './form-meta.ts'

/**
 * A secret of a credentials form: a string without line breaks or NUL, marked `secret` in its JSON schema, so that forms hide it
 * and the host seals it.
 */
export function secret(meta: FieldMeta) {
  return z
    .string()
    .max(10_000)
    .refine(value => [...value].every(character => character >= ' '), { error: 'Must be on one line' })
    .meta({ ...meta, secret: true })
}
