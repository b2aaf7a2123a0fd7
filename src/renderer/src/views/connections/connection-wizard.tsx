import { useEffect, useReducer, useRef, useState } from 'react'
import type { ConnectionDetail, ConnectorSummary } from '../../../../shared/model/connection.ts'
import { useCommand } from '../../api/use-command.ts'
import { Steps } from '../../components/steps.tsx'
import { faultOf } from '../../faults.ts'
import classes from './connection-wizard.module.css'
import { changeDraft, type DraftStep, newDraft } from './draft.ts'
import { emptyFields } from './empty-fields.ts'
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
  const content = useFocusOnStep(draft.step, errors)
  useEndOfSignIn(draft.signInId)
  useEffect(() => onTouched(draft.touched), [draft.touched, onTouched])

  const verify = () => {
    const form = { settings: formFields(connector.settingsSchema), secrets: formFields(connector.credentialsSchema) }
    const empty = emptyFields(form, draft, existing?.credentials ?? [])
    setErrors(empty)
    if (empty.size > 0) return
    start.mutate(
      {
        connectorId: connector.id,
        connectionId: existing?.id ?? null,
        settings: settingsToSend(form.settings, draft.settings),
        credentials: secretsToSend(draft.secrets),
        signInId: draft.signInId,
      },
      {
        onSuccess: ({ id }) => change({ type: 'verificationStarted', verificationId: id }),
        onError: error => setErrors(fieldErrors(faultOf(error).fields)),
      },
    )
  }
  const many = connector.sourceNoun.many
  return (
    <section
      className={classes['wizard']}
      ref={content}
      tabIndex={-1}
      aria-label={`Step ${steps.indexOf(draft.step) + 1} of 3`}
    >
      <Steps labels={['Settings', 'Verify', `Choose ${many}`]} active={steps.indexOf(draft.step)} />
      {draft.step === 'settings' && (
        <SettingsStep
          connector={connector}
          draft={draft}
          change={change}
          credentials={existing?.credentials ?? []}
          errors={errors}
          fault={start.error && faultOf(start.error)}
          verifying={start.isPending}
          onVerify={verify}
          onFields={fields => setErrors(fieldErrors(fields))}
          connectionId={existing?.id ?? null}
          onSkip={
            existing &&
            draft.verificationId === null &&
            draft.signInId === null &&
            !settingsChanged(draft.settings, draft.secrets, connector, existing)
              ? () => change({ type: 'wentTo', step: 'sources' })
              : null
          }
        />
      )}
      {draft.step === 'verify' && draft.verificationId !== null && (
        <VerifyStep
          verificationId={draft.verificationId}
          connector={connector}
          onBack={faultFields => {
            setErrors(fieldErrors(faultFields))
            change({ type: 'wentTo', step: 'settings' })
          }}
          onAgain={verify}
          onContinue={options => change({ type: 'optionsFound', options })}
        />
      )}
      {draft.step === 'sources' && (
        <SourcesStep connector={connector} existing={existing} draft={draft} change={change} onSaved={onDone} />
      )}
    </section>
  )
}

/** Moves the focus along when a step is done, as the button that had it is gone, and to the first field that is wrong. */
function useFocusOnStep(step: DraftStep, errors: FieldErrors) {
  const content = useRef<HTMLElement>(null)
  const shown = useRef(step)
  useEffect(() => {
    const wrong = errors.size > 0 ? content.current?.querySelector<HTMLElement>('[aria-invalid="true"]') : null
    if (wrong) wrong.focus()
    else if (shown.current !== step) content.current?.focus()
    shown.current = step
  }, [step, errors])
  return content
}

/** Nobody waits any more for a user who has closed the form; one who is signed in already stays so. */
function useEndOfSignIn(signInId: string | null): void {
  const { mutate } = useCommand('signIns.cancel', { quiet: true })
  const last = useRef(signInId)
  last.current = signInId
  useEffect(
    () => () => {
      if (last.current !== null) mutate({ signInId: last.current })
    },
    [mutate],
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
