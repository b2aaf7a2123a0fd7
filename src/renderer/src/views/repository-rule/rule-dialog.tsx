import { Tabs } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { DeploymentRule, Repository } from '../../../../shared/model/repository.ts'
import { useCommand } from '../../api/use-command.ts'
import { NoPreview, typingMs } from './preview-box.tsx'
import { RepositoryDialog } from './repository-dialog.tsx'
import { draftOf, ruleOf } from './rule-draft.ts'
import { RuleFields } from './rule-fields.tsx'
import { RuleForm } from './rule-form.tsx'
import { RulePreview } from './rule-preview.tsx'
import { MeasuredBy } from './services/measured-by.tsx'
import { ServicesPanel } from './services/services-panel.tsx'

export interface RuleDialogProps {
  /** Whose rule is edited; null while the dialog is closed. */
  readonly repository: Repository | null
  readonly onClose: () => void
}

/** Edits what counts as a deployment of a repository, with a preview of what that would find, and tells its services apart. */
export const RuleDialog = ({ repository, onClose }: RuleDialogProps) => (
  <RepositoryDialog repository={repository} about="Deployments" onClose={onClose}>
    {edited => (
      <Tabs defaultValue="whole">
        <Tabs.List mb="md">
          <Tabs.Tab value="whole">Whole repository</Tabs.Tab>
          <Tabs.Tab value="services">Services</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="whole">
          <DeploymentForm repository={edited} onClose={onClose} />
        </Tabs.Panel>
        <Tabs.Panel value="services">
          <ServicesPanel repository={edited} />
        </Tabs.Panel>
      </Tabs>
    )}
  </RepositoryDialog>
)

function DeploymentForm({ repository, onClose }: { readonly repository: Repository; readonly onClose: () => void }) {
  const [draft, setDraft] = useState(() => draftOf(repository.rule))
  const { rule, problem } = ruleOf(draft)
  const [settled] = useDebouncedValue(draft, typingMs)
  const previewed = ruleOf(settled).rule
  const save = useCommand('repositories.saveRule', { quiet: true })
  const submit = (saved: DeploymentRule | null) =>
    save.mutate({ repositoryId: repository.id, rule: saved }, { onSuccess: onClose })
  return (
    <RuleForm
      saveLabel="Save rule"
      saving={save}
      onSave={rule && (() => submit(rule))}
      onReset={repository.savedRule && (() => submit(null))}
      onClose={onClose}
    >
      <MeasuredBy repository={repository} />
      <RuleFields
        draft={draft}
        problem={problem}
        defaultBranch={repository.defaultBranch}
        hosted={repository.hosted}
        onChange={setDraft}
      />
      {previewed && problem === null ? (
        <RulePreview repositoryId={repository.id} rule={previewed} behind={settled !== draft} />
      ) : (
        <NoPreview>Correct the pattern to see what it finds.</NoPreview>
      )}
    </RuleForm>
  )
}
