import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { IncidentRules, RepositoryIncidentRules } from '../../../../../shared/model/incidents.ts'
import type { Repository } from '../../../../../shared/model/repository.ts'
import { useCommand } from '../../../api/use-command.ts'
import { useRequest } from '../../../api/use-request.ts'
import { RequestState } from '../../../components/request-state.tsx'
import { NoPreview, typingMs } from '../../repository-rule/preview-box.tsx'
import { RepositoryDialog } from '../../repository-rule/repository-dialog.tsx'
import { RuleForm } from '../../repository-rule/rule-form.tsx'
import { draftOf, rulesOf } from './incident-draft.ts'
import { IncidentFields } from './incident-fields.tsx'
import { IncidentPreview } from './incident-preview.tsx'

export interface IncidentRulesDialogProps {
  /** Whose rules are edited; null while the dialog is closed. */
  readonly repository: Repository | null
  readonly onClose: () => void
}

/** Edits what counts as an incident of a repository, with a preview of what that would find. */
export const IncidentRulesDialog = ({ repository, onClose }: IncidentRulesDialogProps) => (
  <RepositoryDialog repository={repository} about="Incidents" onClose={onClose}>
    {edited => <Loaded repository={edited} onClose={onClose} />}
  </RepositoryDialog>
)

function Loaded({ repository, onClose }: { readonly repository: Repository; readonly onClose: () => void }) {
  const request = useRequest('incidents.rules', { repositoryId: repository.id })
  return (
    <RequestState request={request} noun="incident rules">
      {known => <IncidentForm known={known} onClose={onClose} />}
    </RequestState>
  )
}

function IncidentForm({ known, onClose }: { readonly known: RepositoryIncidentRules; readonly onClose: () => void }) {
  const { repositoryId } = known
  const [draft, setDraft] = useState(() => draftOf(known.rules))
  const { rules, problem } = rulesOf(draft)
  const [settled] = useDebouncedValue(draft, typingMs)
  const previewed = rulesOf(settled).rules
  const save = useCommand('incidents.saveRules', { quiet: true })
  const submit = (saved: IncidentRules | null) => save.mutate({ repositoryId, rules: saved }, { onSuccess: onClose })
  return (
    <RuleForm
      saveLabel="Save rules"
      saving={save}
      onSave={rules && (() => submit(rules))}
      onReset={known.saved && (() => submit(null))}
      onClose={onClose}
    >
      <IncidentFields draft={draft} problem={problem} choices={known.choices} onChange={setDraft} />
      {previewed && problem === null ? (
        <IncidentPreview repositoryId={repositoryId} rules={previewed} behind={settled !== draft} />
      ) : (
        <NoPreview>Correct the rules to see what they find.</NoPreview>
      )}
    </RuleForm>
  )
}
