import { z } from 'zod'
import type { FieldMeta } from './form-meta.ts'

/**
 * The JSON Schema a form is generated from: what may be typed in, with `title`, `description`, `default`, and `secret: true` on
 * secrets. Fields with a default are not required.
 */
export function formSchema(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _dialect, ...form } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return form
}

const Fields = z.object({ properties: z.record(z.string(), z.custom<Partial<FieldMeta>>()).default({}) })

/** What the fields of a form say about themselves, by name. */
export const fieldsOf = (schema: z.ZodType): Readonly<Record<string, Partial<FieldMeta>>> =>
  Fields.parse(formSchema(schema)).properties
