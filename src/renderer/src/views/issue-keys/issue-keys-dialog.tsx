import { Modal } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { IssueKeyRule, ProjectIssueKeys } from '../../../../shared/model/issue-keys.ts'
import { useCommand } from '../../api/use-command.ts'
import { useGuardedClose } from '../../components/use-guarded-close.tsx'
import { NoPreview, typingMs } from '../repository-rule/preview-box.tsx'
import { RuleForm } from '../repository-rule/rule-form.tsx'
import { draftOf, ruleOf } from './issue-keys-draft.ts'
import { IssueKeysFields } from './issue-keys-fields.tsx'
import { IssueKeysPreview } from './issue-keys-preview.tsx'

export interface IssueKeysDialogProps {
  /** Whose rule is edited; null while the dialog is closed. */
  readonly project: ProjectIssueKeys | null
  readonly onClose: () => void
}

/** Edits what names the issues of a project, with a preview of what that would find. */
export function IssueKeysDialog({ project, onClose }: IssueKeysDialogProps) {
  const { question, ...guard } = useGuardedClose(onClose)
  return (
    <>
      <Modal
        {...guard}
        opened={project !== null}
        size="lg"
        title={project ? `What names issues of ${project.name}` : ''}
        closeButtonProps={{ 'aria-label': 'Close without saving' }}
      >
        {project && <IssueKeysForm project={project} onClose={onClose} />}
      </Modal>
      {question}
    </>
  )
}

function IssueKeysForm({ project, onClose }: { readonly project: ProjectIssueKeys; readonly onClose: () => void }) {
  const { projectId } = project
  const [draft, setDraft] = useState(() => draftOf(project.saved))
  const { rule, problem } = ruleOf(draft)
  const [settled] = useDebouncedValue(draft, typingMs)
  const previewed = ruleOf(settled).rule
  const save = useCommand('issueKeys.save', { quiet: true })
  const submit = (saved: IssueKeyRule | null) => save.mutate({ projectId, rule: saved }, { onSuccess: onClose })
  return (
    <RuleForm
      saveLabel="Save rule"
      saving={save}
      onSave={rule && (() => submit(rule))}
      onReset={project.saved && (() => submit(null))}
      onClose={onClose}
    >
      <IssueKeysFields project={project} draft={draft} problem={problem} onChange={setDraft} />
      {previewed && problem === null ? (
        <IssueKeysPreview projectId={projectId} rule={previewed} behind={settled !== draft} />
      ) : (
        <NoPreview>Correct the rule to see what it finds.</NoPreview>
      )}
    </RuleForm>
  )
}
