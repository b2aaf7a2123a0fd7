import { z } from 'zod'

/** How a setting is entered. `list` is several lines of text; `folders` of them name folders on this machine. */
export type FieldKind =
  | { readonly type: 'text' | 'secret' | 'switch' }
  | { readonly type: 'list'; readonly folders: boolean }
  | { readonly type: 'number'; readonly min: number | null; readonly max: number | null; readonly whole: boolean }
  | { readonly type: 'choice'; readonly choices: readonly string[] }

export interface FormField {
  readonly name: string
  readonly kind: FieldKind
  readonly title: string
  readonly description: string | null
  readonly required: boolean
  readonly initial: unknown
}

const Property = z.object({
  type: z.string().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  default: z.unknown().optional(),
  format: z.string().optional(),
  secret: z.boolean().optional(),
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  items: z.object({ type: z.string().optional() }).optional(),
})
type Property = z.infer<typeof Property>

const ObjectSchema = z.object({
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
})

/**
 * The fields of a connector's form, from its JSON Schema and in its order. A property of a form that cannot be entered (nested
 * objects) is left out: its default applies.
 */
export function formFields(schema: Readonly<Record<string, unknown>> | null): readonly FormField[] {
  if (schema === null) return []
  const { properties, required } = ObjectSchema.parse(schema)
  return Object.entries(properties).flatMap(([name, raw]) => {
    const property = Property.safeParse(raw).data
    const kind = property && fieldKind(property)
    if (!kind) return []
    return {
      name,
      kind,
      title: property.title ?? titleOf(name),
      description: property.description ?? null,
      required: required.includes(name),
      initial: property.default ?? emptyValue(kind),
    }
  })
}

function fieldKind(property: Property): FieldKind | null {
  if (property.secret) return { type: 'secret' }
  if (property.enum) return { type: 'choice', choices: property.enum }
  switch (property.type) {
    case 'string':
      return { type: 'text' }
    case 'boolean':
      return { type: 'switch' }
    case 'number':
    case 'integer':
      return {
        type: 'number',
        min: property.minimum ?? null,
        max: property.maximum ?? null,
        whole: property.type === 'integer',
      }
    case 'array':
      return property.items?.type === 'string' ? { type: 'list', folders: property.format === 'folder' } : null
    default:
      return null
  }
}

function emptyValue(kind: FieldKind): unknown {
  switch (kind.type) {
    case 'list':
      return []
    case 'switch':
      return false
    case 'choice':
      return kind.choices[0] ?? ''
    case 'number':
      return null
    case 'text':
    case 'secret':
      return ''
  }
}

/** `baseUrl` → `Base url`. */
function titleOf(name: string): string {
  const words = name.replace(/[_-]+/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2')
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase()
}
