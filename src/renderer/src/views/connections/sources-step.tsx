import { Button, Group, Stack, Switch, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { useLocation } from 'wouter'
import type {
  ConnectionDetail,
  ConnectorSummary,
  FoundChoices,
  SourceOption,
} from '../../../../shared/model/connection.ts'
import { useCommand } from '../../api/use-command.ts'
import { useRequest } from '../../api/use-request.ts'
import { FaultAlert } from '../../components/fault-alert.tsx'
import { RequestState } from '../../components/request-state.tsx'
import { faultOf } from '../../faults.ts'
import { allOptions } from './all-options.ts'
import { changedChoices, choicesToSave, storedChoices } from './choices.ts'
import { DeactivationNote } from './deactivation-note.tsx'
import type { Draft, DraftChange } from './draft.ts'
import { formFields } from './form-fields.ts'
import { FoundFields } from './found-fields.tsx'
import { SourcePicker } from './source-picker.tsx'

export interface SourcesStepProps {
  readonly connector: ConnectorSummary
  readonly existing: ConnectionDetail | null
  readonly draft: Draft
  readonly change: (change: DraftChange) => void
  readonly onSaved: () => void
}

/** The name and what to sync; then the connection is saved. */
export function SourcesStep({ connector, existing, draft, change, onSaved }: SourcesStepProps) {
  const [, navigate] = useLocation()
  const create = useCommand('connections.create', { quiet: true })
  // Opened again at once, the form begins with what was saved.
  const update = useCommand('connections.update', { quiet: true, until: 'connections.get' })
  const error = create.error ?? update.error
  const verified = useRequest(
    'verifications.get',
    { verificationId: draft.verificationId ?? '' },
    { enabled: draft.verificationId !== null },
  )
  const isVerified = draft.verificationId !== null
  const found = (isVerified ? verified.data?.choices : existing?.latestChoices) ?? null
  const choices = choicesOf(draft, found, connector)
  const chosen = draft.chosen ?? new Set<string>()
  const incomplete = draft.name.trim() === '' || (existing === null && chosen.size === 0) || choices === null
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (choices === null) return
    const common = { name: draft.name.trim(), sources: [...chosen] }
    const { verificationId, syncNow } = draft
    if (existing) {
      const change = verificationId === null ? { choices } : { verificationId, choices }
      update.mutate({ connectionId: existing.id, ...common, ...change }, { onSuccess: onSaved })
    } else if (verificationId !== null) {
      create.mutate(
        { ...common, verificationId, choices, syncNow },
        {
          onSuccess: () => {
            onSaved()
            navigate(syncNow ? '/jobs' : '/connections')
          },
        },
      )
    }
  }
  return (
    <form onSubmit={save}>
      <Stack>
        {error && <FaultAlert fault={faultOf(error)} />}
        <TextInput
          label="Name"
          required
          maxLength={200}
          value={draft.name}
          onChange={event => change({ type: 'named', name: event.currentTarget.value })}
        />
        {!isVerified ? (
          <Picker connector={connector} options={allOptions(existing)} chosen={chosen} change={change} />
        ) : (
          <RequestState request={verified} noun="what was found">
            {({ options }) => <Picker connector={connector} options={options} chosen={chosen} change={change} />}
          </RequestState>
        )}
        <FoundFields
          connector={connector}
          found={isVerified ? (found ?? {}) : whereKnown(found)}
          isFresh={isVerified}
          draft={draft}
          change={change}
        />
        {existing && <DeactivationNote existing={existing} chosen={chosen} noun={connector.sourceNoun} />}
        {existing === null && (
          <Switch
            label="Sync at once"
            checked={draft.syncNow}
            onChange={event => change({ type: 'syncNowChanged', syncNow: event.currentTarget.checked })}
          />
        )}
        <Group justify="flex-end">
          <Button
            variant="default"
            onClick={() => change({ type: 'wentTo', step: draft.verificationId === null ? 'settings' : 'verify' })}
          >
            Back
          </Button>
          <Button type="submit" disabled={incomplete} loading={create.isPending || update.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** What is to be saved of the choices; null while that cannot be said. */
function choicesOf(
  { verificationId, choices, settings }: Draft,
  found: FoundChoices | null,
  connector: ConnectorSummary,
) {
  if (verificationId !== null) return found && choicesToSave(found, choices)
  return changedChoices(found ?? {}, choices, storedChoices(formFields(connector.settingsSchema), settings))
}

/** Connections last verified by an older Weir know none. */
const whereKnown = (found: FoundChoices | null) => (found === null || Object.keys(found).length === 0 ? null : found)

interface PickerProps extends Pick<SourcesStepProps, 'connector' | 'change'> {
  readonly options: readonly SourceOption[]
  readonly chosen: ReadonlySet<string>
}

const Picker = ({ connector, options, chosen, change }: PickerProps) => (
  <SourcePicker
    connector={connector}
    options={options}
    chosen={chosen}
    onChange={next => change({ type: 'chose', chosen: next })}
  />
)
