import { Stepper } from '@mantine/core'
import { useEffect, useReducer, useState } from 'react'
import type { ConnectionDetail, ConnectorSummary } from '../../../../shared/model/connection.ts'
import { useCommand } from '../../api/use-command.ts'
import { faultOf } from '../../faults.ts'
import { changeDraft, newDraft } from './draft.ts'
import { type FieldErrors, fieldErrors, noErrors } from './field-errors.ts'
import { formFields } from './form-fields.ts'
import { secretsToSend, settingsToSend } from './form-values.ts'
import { SettingsStep } from './settings-step.tsx'
import { SourcesStep } from './sources-step.tsx'
import { VerifyStep } from './verify-step.tsx'

export interface ConnectionWizardProps {
  readonly connector: ConnectorSummary
  readonly existing: ConnectionDetail | null
  readonly onTouched: (touched: boolean) => void
  /** It has been saved. */
  readonly onDone: () => void
}

const steps = ['settings', 'verify', 'sources'] as const

/** The three steps to a connection: its settings, their verification, the choice of what to sync. */
export function ConnectionWizard({ connector, existing, onTouched, onDone }: ConnectionWizardProps) {
  const [draft, change] = useReducer(changeDraft, null, () => newDraft(connector, existing))
  const [errors, setErrors] = useState<FieldErrors>(noErrors)
  const start = useCommand('verifications.start', { quiet: true })
  useEffect(() => onTouched(draft.touched), [draft.touched, onTouched])

  const verify = () => {
    setErrors(noErrors)
    start.mutate(
      {
        connectorId: connector.id,
        connectionId: existing?.id ?? null,
        settings: settingsToSend(formFields(connector.settingsSchema), draft.settings),
        credentials: secretsToSend(draft.secrets),
      },
      {
        onSuccess: ({ id }) => change({ type: 'verificationStarted', verificationId: id }),
        onError: error => setErrors(fieldErrors(faultOf(error).fields)),
      },
    )
  }
  const many = connector.sourceNoun.many
  return (
    <Stepper active={steps.indexOf(draft.step)} size="xs" allowNextStepsSelect={false} contentPadding="lg">
      <Stepper.Step label="Settings" allowStepSelect={false}>
        <SettingsStep
          connector={connector}
          draft={draft}
          change={change}
          credentials={existing?.credentials ?? []}
          errors={errors}
          fault={start.error && faultOf(start.error)}
          verifying={start.isPending}
          onVerify={verify}
          onSkip={
            existing &&
            draft.verificationId === null &&
            !settingsChanged(draft.settings, draft.secrets, connector, existing)
              ? () => change({ type: 'wentTo', step: 'sources' })
              : null
          }
        />
      </Stepper.Step>
      <Stepper.Step label="Verify" allowStepSelect={false}>
        {draft.verificationId !== null && (
          <VerifyStep
            verificationId={draft.verificationId}
            many={many}
            onBack={faultFields => {
              setErrors(fieldErrors(faultFields))
              change({ type: 'wentTo', step: 'settings' })
            }}
            onAgain={verify}
            onContinue={options => change({ type: 'optionsFound', options })}
          />
        )}
      </Stepper.Step>
      <Stepper.Step label={`Choose ${many}`} allowStepSelect={false}>
        <SourcesStep connector={connector} existing={existing} draft={draft} change={change} onSaved={onDone} />
      </Stepper.Step>
    </Stepper>
  )
}

/** Whether the form differs from what the connection has stored. */
function settingsChanged(
  settings: Readonly<Record<string, unknown>>,
  secrets: Readonly<Record<string, unknown>>,
  connector: ConnectorSummary,
  existing: ConnectionDetail,
): boolean {
  const initial = newDraft(connector, existing)
  return JSON.stringify([settings, secrets]) !== JSON.stringify([initial.settings, initial.secrets])
}
