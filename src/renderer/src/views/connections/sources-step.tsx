import { Button, Group, Stack, Switch, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { useLocation } from 'wouter'
import type { ConnectionDetail, ConnectorSummary } from '../../../../shared/model/connection.ts'
import { useCommand } from '../../api/use-command.ts'
import { useRequest } from '../../api/use-request.ts'
import { FaultAlert } from '../../components/fault-alert.tsx'
import { RequestState } from '../../components/request-state.tsx'
import { faultOf } from '../../faults.ts'
import { allOptions } from './all-options.ts'
import { DeactivationNote } from './deactivation-note.tsx'
import type { Draft, DraftChange } from './draft.ts'
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
  const chosen = draft.chosen ?? new Set<string>()
  const incomplete = draft.name.trim() === '' || (existing === null && chosen.size === 0)
  const save = (event: FormEvent) => {
    event.preventDefault()
    const common = { name: draft.name.trim(), sources: [...chosen] }
    const { verificationId, syncNow } = draft
    if (existing) {
      const verified = verificationId === null ? {} : { verificationId }
      update.mutate({ connectionId: existing.id, ...common, ...verified }, { onSuccess: onSaved })
    } else if (verificationId !== null) {
      create.mutate(
        { ...common, verificationId, syncNow },
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
        <Options verificationId={draft.verificationId} existing={existing}>
          {options => (
            <SourcePicker
              options={options}
              many={connector.sourceNoun.many}
              chosen={chosen}
              onChange={next => change({ type: 'chose', chosen: next })}
            />
          )}
        </Options>
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

interface OptionsProps {
  readonly verificationId: string | null
  readonly existing: ConnectionDetail | null
  readonly children: (options: ReturnType<typeof allOptions>) => React.ReactNode
}

/** The options to choose from: the verification's, or what was found last time. */
function Options({ verificationId, existing, children }: OptionsProps) {
  const request = useRequest(
    'verifications.get',
    { verificationId: verificationId ?? '' },
    { enabled: verificationId !== null },
  )
  if (verificationId === null) return children(allOptions(existing))
  return (
    <RequestState request={request} noun="what was found">
      {verification => children(verification.options)}
    </RequestState>
  )
}
