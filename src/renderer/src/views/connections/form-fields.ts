import { z } from 'zod'

export interface Choice {
  readonly value: string
  readonly label: string
}

/** How a setting is entered. `list` is several lines of text; `folders` of them name folders on this machine. */
export type FieldKind =
  | { readonly type: 'text'; readonly multiline: boolean }
  | { readonly type: 'secret' | 'switch' }
  | { readonly type: 'list'; readonly folders: boolean; readonly addLabel: string }
  | { readonly type: 'number'; readonly min: number | null; readonly max: number | null; readonly whole: boolean }
  | { readonly type: 'choice'; readonly choices: readonly Choice[] }
  /** One the user's sign-in reaches. */
  | { readonly type: 'site' }

export interface FieldLink {
  readonly label: string
  readonly href: string
}

export interface FormField {
  readonly name: string
  readonly kind: FieldKind
  readonly title: string
  readonly description: string | null
  readonly placeholder: string | null
  readonly link: FieldLink | null
  readonly required: boolean
  /** Not needed by most. */
  readonly advanced: boolean
  /** Chosen among what a verification finds. */
  readonly found: boolean
  readonly cases: readonly FieldCase[]
  readonly initial: unknown
}

const Presentation = z.object({
  title: z.string().optional(),
  description: z.string().optional(),
  placeholder: z.string().optional(),
  link: z.object({ label: z.string(), href: z.url({ protocol: /^https$/ }) }).optional(),
})

const FieldCase = Presentation.extend({
  setting: z.string(),
  is: z.string(),
  hidden: z.boolean().optional(),
  required: z.boolean().optional(),
})
type FieldCase = z.infer<typeof FieldCase>

const Property = Presentation.extend({
  type: z.string().optional(),
  default: z.unknown().optional(),
  format: z.string().optional(),
  secret: z.boolean().optional(),
  enum: z.array(z.string()).optional(),
  labels: z.record(z.string(), z.string()).default({}),
  addLabel: z.string().optional(),
  multiline: z.boolean().default(false),
  advanced: z.boolean().default(false),
  found: z.boolean().default(false),
  cases: z.array(FieldCase).default([]),
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
    const { title, description, placeholder, link, advanced, found, cases } = property
    return {
      name,
      kind,
      title: title ?? titleOf(name),
      description: description ?? null,
      placeholder: placeholder ?? null,
      link: link ?? null,
      required: required.includes(name),
      advanced,
      found,
      cases,
      initial: property.default ?? emptyValue(kind),
    }
  })
}

/** The fields as they look with these settings: without those that do not apply. */
export function fieldsFor(fields: readonly FormField[], settings: Readonly<Record<string, unknown>>) {
  return fields.flatMap((field): readonly FormField[] => {
    const met = field.cases.filter(({ setting, is }) => settings[setting] === is)
    if (met.some(({ hidden }) => hidden)) return []
    return [met.reduce(presentedAs, field)]
  })
}

const presentedAs = (field: FormField, { title, description, placeholder, link, required }: FieldCase): FormField => ({
  ...field,
  required: required ?? field.required,
  title: title ?? field.title,
  description: description ?? field.description,
  placeholder: placeholder ?? field.placeholder,
  link: link ?? field.link,
})

function fieldKind(property: Property): FieldKind | null {
  if (property.secret) return { type: 'secret' }
  if (property.format === 'site') return { type: 'site' }
  if (property.enum) {
    return { type: 'choice', choices: property.enum.map(value => ({ value, label: property.labels[value] ?? value })) }
  }
  switch (property.type) {
    case 'string':
      return { type: 'text', multiline: property.multiline }
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
    case 'array': {
      if (property.items?.type !== 'string') return null
      const folders = property.format === 'folder'
      return { type: 'list', folders, addLabel: property.addLabel ?? 'Add a line' }
    }
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
      return kind.choices[0]?.value ?? ''
    case 'number':
    case 'site':
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
