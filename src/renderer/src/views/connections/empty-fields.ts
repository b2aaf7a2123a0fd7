import type { CredentialField } from '../../../../shared/model/connection.ts'
import type { FieldErrors } from './field-errors.ts'
import { type FormField, fieldsFor } from './form-fields.ts'
import type { FormValues } from './form-values.ts'

export interface Form {
  readonly settings: readonly FormField[]
  readonly secrets: readonly FormField[]
}

/** What must be entered and is not, by field path. A secret that is stored need not be entered again. */
export function emptyFields(
  form: Form,
  { settings, secrets }: { readonly settings: FormValues; readonly secrets: FormValues },
  stored: readonly CredentialField[],
): FieldErrors {
  const hasStored = new Set(stored.flatMap(({ name, mask }) => (mask === null ? [] : [name])))
  return new Map([
    ...missing('settings', fieldsFor(form.settings, settings), settings),
    ...missing(
      'credentials',
      fieldsFor(form.secrets, settings).filter(({ name }) => secrets[name] === null || !hasStored.has(name)),
      secrets,
    ),
  ])
}

const missing = (part: string, fields: readonly FormField[], values: FormValues) =>
  fields
    .filter(({ name, kind, required, found }) => required && !found && isEntered(kind) && isBlank(values[name]))
    .map(({ name, title }): readonly [string, string] => [`${part}.${name}`, `Enter the ${inSentence(title)}`])

const isEntered = ({ type }: FormField['kind']) => type === 'text' || type === 'secret'

const isBlank = (value: unknown) => value === null || (typeof value === 'string' && value.trim() === '')

/** A field's title within a sentence: `Address` becomes `address`, `API token` stays. */
const inSentence = (title: string) =>
  /^\p{Lu}\p{Ll}|^\p{Lu}-/u.test(title) ? title[0]?.toLowerCase() + title.slice(1) : title
