import { Anchor, PasswordInput } from '@mantine/core'
import type { CredentialField } from '../../../../shared/model/connection.ts'
import { describe } from './field-description.tsx'
import type { FormField } from './form-fields.ts'

export interface SecretFieldProps {
  readonly field: FormField
  readonly value: unknown
  readonly error: string | undefined
  /** Whether one is stored; the secret itself never comes here. */
  readonly stored: CredentialField | undefined
  /** A null removes the stored secret, an empty text leaves it as it is. */
  readonly onChange: (value: string | null) => void
}

/** Enters a secret, or leaves or removes the stored one. */
export function SecretField({ field, value, error, stored, onChange }: SecretFieldProps) {
  const mask = stored?.mask ?? null
  const removing = value === null
  return (
    <PasswordInput
      label={field.title}
      description={
        <>
          {describe(field)}
          {mask !== null && (
            <>
              {' '}
              {removing ? 'The stored one will be removed.' : 'Leave it empty to keep the stored one.'}{' '}
              <Anchor component="button" type="button" size="xs" onClick={() => onChange(removing ? '' : null)}>
                {removing ? 'Keep it' : 'Remove it'}
              </Anchor>
            </>
          )}
        </>
      }
      required={field.required && mask === null}
      error={error}
      aria-invalid={error !== undefined}
      value={typeof value === 'string' ? value : ''}
      placeholder={removing || mask === null ? '' : mask}
      autoComplete="off"
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}
