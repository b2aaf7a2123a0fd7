import { type FormField, fieldsFor } from './form-fields.ts'

export type FormValues = Readonly<Record<string, unknown>>

/** A form's values at the start: what is stored, the schema's defaults for the rest. */
export function initialValues(fields: readonly FormField[], stored: FormValues = {}): FormValues {
  return { ...stored, ...Object.fromEntries(fields.map(({ name, initial }) => [name, stored[name] ?? initial])) }
}

/**
 * The settings to send: without empty lines of lists, and without optional fields left empty and those that do not apply, so that
 * the connector's own defaults do. What is chosen among a verification's findings is sent when the connection is saved.
 */
export function settingsToSend(fields: readonly FormField[], values: FormValues): FormValues {
  const byName = new Map(fields.map(field => [field.name, field]))
  const shown = new Set(fieldsFor(fields, values).map(({ name }) => name))
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const field = byName.get(name)
      if (field && (field.found || !shown.has(name))) return []
      if (field?.kind.type === 'list') return [[name, lines(value)]]
      if (field && !field.required && (value === '' || value === null)) return []
      return [[name, value]]
    }),
  )
}

/** A list's lines as they count: trimmed, without empty and repeated ones. */
export function lines(value: unknown): readonly string[] {
  const texts = Array.isArray(value) ? value.filter(line => typeof line === 'string') : []
  return [...new Set(texts.map(line => line.trim()).filter(line => line !== ''))]
}

/** Pasted text as lines: one path or address each; quotes around a line, as file managers copy them, are dropped. */
export function pastedLines(text: string): readonly string[] {
  return lines(text.split(/\r?\n/).map(line => line.trim().replace(/^"(.*)"$|^'(.*)'$/, '$1$2')))
}

/** The list with new lines put in at `index`: empty lines make way, lines that are there already stay where they are. */
export function insertPasted(shown: readonly string[], index: number, pasted: readonly string[]): readonly string[] {
  const before = lines(shown.slice(0, index + 1))
  const after = lines(shown.slice(index + 1))
  return [...new Set([...before, ...pasted, ...after])]
}

/** The secrets to send: what was entered, null for what is to be removed; an empty one is left as it is stored. */
export function secretsToSend(values: FormValues): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, string | null] =>
        entry[1] === null || (typeof entry[1] === 'string' && entry[1] !== ''),
    ),
  )
}
