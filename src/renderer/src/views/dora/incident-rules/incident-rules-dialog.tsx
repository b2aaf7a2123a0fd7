import { Button, Group, Modal, Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { IncidentRules, RepositoryIncidentRules } from '../../../../../shared/model/incidents.ts'
import type { Repository } from '../../../../../shared/model/repository.ts'
import { useCommand } from '../../../api/use-command.ts'
import { useRequest } from '../../../api/use-request.ts'
import { FaultAlert } from '../../../components/fault-alert.tsx'
import { RequestState } from '../../../components/request-state.tsx'
import { faultOf } from '../../../faults.ts'
import classes from '../dora.module.css'
import { draftOf, rulesOf } from './incident-draft.ts'
import { IncidentFields } from './incident-fields.tsx'
import { IncidentPreview } from './incident-preview.tsx'

export interface IncidentRulesDialogProps {
  /** Whose rules are edited; null while the dialog is closed. */
  readonly repository: Repository | null
  readonly onClose: () => void
}

/** Edits what counts as an incident of a repository, with a preview of what that would find. */
export function IncidentRulesDialog({ repository, onClose }: IncidentRulesDialogProps) {
  return (
    <Modal
      opened={repository !== null}
      onClose={onClose}
      size="lg"
      title={repository ? `Incidents of ${repository.name}` : ''}
      closeButtonProps={{ 'aria-label': 'Close without saving' }}
    >
      {repository && <Loaded repository={repository} onClose={onClose} />}
    </Modal>
  )
}

function Loaded({ repository, onClose }: { readonly repository: Repository; readonly onClose: () => void }) {
  const request = useRequest('incidents.rules', { repositoryId: repository.id })
  return (
    <RequestState request={request} noun="incident rules">
      {known => <RulesForm known={known} onClose={onClose} />}
    </RequestState>
  )
}

const typingMs = 300

function RulesForm({ known, onClose }: { readonly known: RepositoryIncidentRules; readonly onClose: () => void }) {
  const { repositoryId } = known
  const [draft, setDraft] = useState(() => draftOf(known.rules))
  const { rules, problem } = rulesOf(draft)
  const [settled] = useDebouncedValue(draft, typingMs)
  const previewed = rulesOf(settled).rules
  const save = useCommand('incidents.saveRules', { quiet: true })
  const submit = (saved: IncidentRules | null) => save.mutate({ repositoryId, rules: saved }, { onSuccess: onClose })
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        if (rules) submit(rules)
      }}
    >
      <Stack gap="md">
        <IncidentFields draft={draft} problem={problem} choices={known.choices} onChange={setDraft} />
        {previewed && problem === null ? (
          <IncidentPreview repositoryId={repositoryId} rules={previewed} behind={settled !== draft} />
        ) : (
          <div className={classes['preview']}>
            <p>Correct the rules to see what they find.</p>
          </div>
        )}
        {save.error && <FaultAlert fault={faultOf(save.error)} />}
        <Group justify="space-between">
          {known.saved === null ? (
            <span className={classes['dimmed']}>Chosen by Weir so far</span>
          ) : (
            <Button variant="subtle" disabled={save.isPending} onClick={() => submit(null)}>
              Reset to Weir’s choice
            </Button>
          )}
          <Group gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={rules === null} loading={save.isPending}>
              Save rules
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  )
}
