import { Button, Divider, Group, Stack } from '@mantine/core'
import type { FormEvent } from 'react'
import type { Fault, FieldIssue } from '../../../../shared/contract/faults.ts'
import type { ConnectorSummary, CredentialField } from '../../../../shared/model/connection.ts'
import type { ConnectionId } from '../../../../shared/model/ids.ts'
import { useAppInfo } from '../../api/use-app-info.ts'
import { FaultAlert } from '../../components/fault-alert.tsx'
import { Notice } from '../../components/notice.tsx'
import type { Draft, DraftChange } from './draft.ts'
import { type FieldErrors, hasError, otherErrors } from './field-errors.ts'
import { type FormField, fieldsFor, formFields } from './form-fields.ts'
import { MoreSettings } from './more-settings.tsx'
import { SchemaField } from './schema-field.tsx'
import { SignInField } from './sign-in-field.tsx'

export interface SettingsStepProps {
  readonly connector: ConnectorSummary
  readonly draft: Draft
  readonly change: (change: DraftChange) => void
  readonly credentials: readonly CredentialField[]
  readonly errors: FieldErrors
  readonly fault: Fault | null
  readonly verifying: boolean
  readonly onVerify: () => void
  /** Which fields a sign-in has found wrong. */
  readonly onFields: (fields: readonly FieldIssue[] | undefined) => void
  /** Null for a new connection. */
  readonly connectionId: ConnectionId | null
  /** Goes on without verifying, where nothing that needs it was changed; else null. */
  readonly onSkip: (() => void) | null
}

/** The form generated from the connector's schemas. */
export function SettingsStep(props: SettingsStepProps) {
  const { connector, draft, change, errors, fault } = props
  const canPickFolders = useAppInfo().data?.canPickFolders ?? false
  const fields = formFields(connector.settingsSchema)
  const settings = fieldsFor(fields, draft.settings).filter(field => !field.found)
  const secrets = fieldsFor(formFields(connector.credentialsSchema), draft.settings)
  const unseen = otherErrors(errors, [
    ...settings.map(field => `settings.${field.name}`),
    ...secrets.map(field => `credentials.${field.name}`),
  ])
  const advanced = settings.filter(field => field.advanced)
  const site = settings.find(({ kind }) => kind.type === 'site')
  const isUsed = ({ name, initial }: FormField) => JSON.stringify(draft.settings[name]) !== JSON.stringify(initial)
  const setting = (field: FormField, autoFocus = false) => (
    <SchemaField
      key={field.name}
      autoFocus={autoFocus}
      field={field}
      path={`settings.${field.name}`}
      value={draft.settings[field.name]}
      errors={errors}
      canPickFolders={canPickFolders}
      onChange={value => change({ type: 'settingChanged', name: field.name, value })}
    />
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.onVerify()
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {fault && fault.code !== 'settings.invalid' && <FaultAlert fault={fault} />}
        {unseen.length > 0 && (
          <Notice tone="danger" title="Some settings are not right">
            {unseen.join('. ')}
          </Notice>
        )}
        {settings.filter(field => !field.advanced && field !== site).map((field, index) => setting(field, index === 0))}
        {secrets.length > 0 && !secrets.some(({ required }) => required) && (
          <Divider label="Credentials" labelPosition="left" />
        )}
        {secrets.map(field => (
          <SchemaField
            key={field.name}
            field={field}
            path={`credentials.${field.name}`}
            value={draft.secrets[field.name]}
            errors={errors}
            canPickFolders={false}
            stored={props.credentials.find(({ name }) => name === field.name)}
            onChange={value => change({ type: 'secretChanged', name: field.name, value })}
          />
        ))}
        {site && connector.signIn && (
          <SignInField
            field={site}
            connector={connector}
            offer={connector.signIn}
            connectionId={props.connectionId}
            draft={draft}
            change={change}
            error={errors.get(`settings.${site.name}`)}
            onFields={props.onFields}
          />
        )}
        {advanced.length > 0 && (
          <MoreSettings
            used={advanced.some(isUsed)}
            wrong={advanced.some(field => hasError(errors, `settings.${field.name}`))}
          >
            {advanced.map(field => setting(field))}
          </MoreSettings>
        )}
        <Group justify="flex-end">
          {props.onSkip && (
            <Button variant="default" onClick={props.onSkip}>
              Keep the settings
            </Button>
          )}
          <Button type="submit" loading={props.verifying}>
            Verify
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
