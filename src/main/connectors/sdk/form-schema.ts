import { z } from 'zod'

/**
 * The JSON Schema a form is generated from: what may be typed in, with `title`, `description`, `default`, and `secret: true` on
 * secrets. Fields with a default are not required.
 */
export function formSchema(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _dialect, ...form } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return form
}
