import { Group, NumberInput, Radio, Select, Switch, Textarea, TextInput } from '@mantine/core'
import type { CredentialField } from '../../../../shared/model/connection.ts'
import { describe } from './field-description.tsx'
import type { FieldErrors } from './field-errors.ts'
import type { FormField } from './form-fields.ts'
import { ListField } from './list-field.tsx'
import { SecretField } from './secret-field.tsx'

export interface SchemaFieldProps {
  readonly field: FormField
  /** Where its errors are found: `settings.folders`. */
  readonly path: string
  readonly value: unknown
  readonly errors: FieldErrors
  readonly canPickFolders: boolean
  /** What is stored of a secret; the secret itself never comes here. */
  readonly stored?: CredentialField | undefined
  /** Whether the focus starts here. */
  readonly autoFocus?: boolean
  readonly onChange: (value: unknown) => void
}

/** So many choices are all shown. */
const fewChoices = 3

/** One field of a generated form. */
export function SchemaField({
  field,
  path,
  value,
  errors,
  canPickFolders,
  stored,
  autoFocus,
  onChange,
}: SchemaFieldProps) {
  const { kind } = field
  const focused = autoFocus && { 'data-autofocus': true }
  const labelled = {
    label: field.title,
    description: describe(field),
    required: field.required,
    error: errors.get(path),
  }
  const common = { ...labelled, ...focused }
  const text = typeof value === 'string' ? value : ''
  const entry = { value: text, placeholder: field.placeholder ?? '', spellCheck: false }
  switch (kind.type) {
    case 'list':
      return (
        <ListField
          field={field}
          path={path}
          kind={kind}
          canPickFolders={canPickFolders}
          autoFocus={autoFocus ?? false}
          value={Array.isArray(value) ? value : []}
          errors={errors}
          onChange={onChange}
        />
      )
    case 'secret':
      return <SecretField field={field} value={value} error={errors.get(path)} stored={stored} onChange={onChange} />
    case 'switch':
      return <Switch {...common} checked={value === true} onChange={event => onChange(event.currentTarget.checked)} />
    case 'choice':
      if (kind.choices.length > fewChoices) {
        return <Select {...common} data={[...kind.choices]} value={text} allowDeselect={false} onChange={onChange} />
      }
      return (
        <Radio.Group {...labelled} value={text} onChange={onChange}>
          <Group gap="lg" mt={4}>
            {kind.choices.map(({ value, label }) => (
              <Radio key={value} value={value} label={label} {...(value === text && focused)} />
            ))}
          </Group>
        </Radio.Group>
      )
    case 'number':
      return (
        <NumberInput
          {...common}
          value={typeof value === 'number' ? value : ''}
          allowDecimal={!kind.whole}
          {...(kind.min !== null && { min: kind.min })}
          {...(kind.max !== null && { max: kind.max })}
          onChange={entered => onChange(entered === '' ? null : entered)}
        />
      )
    case 'site':
      return null
    case 'text':
      return kind.multiline ? (
        <Textarea
          {...common}
          {...entry}
          autosize
          minRows={3}
          maxRows={8}
          onChange={event => onChange(event.currentTarget.value)}
        />
      ) : (
        <TextInput {...common} {...entry} onChange={event => onChange(event.currentTarget.value)} />
      )
  }
}
