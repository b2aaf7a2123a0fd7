import { Button, Group, Stack, Switch, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { useLocation } from 'wouter'
import type { ConnectionDetail, ConnectorSummary, SourceOption } from '../../../../shared/model/connection.ts'
import { useCommand } from '../../api/use-command.ts'
import { useRequest } from '../../api/use-request.ts'
import { FaultAlert } from '../../components/fault-alert.tsx'
import { RequestState } from '../../components/request-state.tsx'
import { faultOf } from '../../faults.ts'
import { allOptions } from './all-options.ts'
import { choicesToSave } from './choices.ts'
import { DeactivationNote } from './deactivation-note.tsx'
import type { Draft, DraftChange } from './draft.ts'
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
  const update = useCommand('connections.update', { quiet: true })
  const error = create.error ?? update.error
  const verified = useRequest(
    'verifications.get',
    { verificationId: draft.verificationId ?? '' },
    { enabled: draft.verificationId !== null },
  )
  const isVerified = draft.verificationId !== null
  const found = verified.data?.choices ?? null
  const choices = isVerified && found === null ? null : choicesToSave(found ?? {}, draft.choices)
  const chosen = draft.chosen ?? new Set<string>()
  const incomplete = draft.name.trim() === '' || (existing === null && chosen.size === 0) || choices === null
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (choices === null) return
    const common = { name: draft.name.trim(), sources: [...chosen] }
    const { verificationId, syncNow } = draft
    if (existing) {
      const change = verificationId === null ? {} : { verificationId, choices }
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
        <FoundFields connector={connector} found={isVerified ? (found ?? {}) : null} draft={draft} change={change} />
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
