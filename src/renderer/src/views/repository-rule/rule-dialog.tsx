import { Button, Group, Modal, Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { DeploymentRule, Repository } from '../../../../shared/model/repository.ts'
import { useCommand } from '../../api/use-command.ts'
import { FaultAlert } from '../../components/fault-alert.tsx'
import { faultOf } from '../../faults.ts'
import classes from './rule.module.css'
import { draftOf, ruleOf } from './rule-draft.ts'
import { RuleFields } from './rule-fields.tsx'
import { RulePreview } from './rule-preview.tsx'

export interface RuleDialogProps {
  /** Whose rule is edited; null while the dialog is closed. */
  readonly repository: Repository | null
  readonly onClose: () => void
}

/** Edits what counts as a deployment of a repository, with a preview of what that would find. */
export function RuleDialog({ repository, onClose }: RuleDialogProps) {
  return (
    <Modal
      opened={repository !== null}
      onClose={onClose}
      size="lg"
      title={repository ? `Deployments of ${repository.name}` : ''}
      closeButtonProps={{ 'aria-label': 'Close without saving' }}
    >
      {repository && <RuleForm repository={repository} onClose={onClose} />}
    </Modal>
  )
}

const typingMs = 300

function RuleForm({ repository, onClose }: { readonly repository: Repository; readonly onClose: () => void }) {
  const [draft, setDraft] = useState(() => draftOf(repository.rule))
  const { rule, problem } = ruleOf(draft)
  const [settled] = useDebouncedValue(draft, typingMs)
  const previewed = ruleOf(settled).rule
  const save = useCommand('repositories.saveRule', { quiet: true })
  const submit = (saved: DeploymentRule | null) =>
    save.mutate({ repositoryId: repository.id, rule: saved }, { onSuccess: onClose })
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        if (rule) submit(rule)
      }}
    >
      <Stack gap="md">
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
          <div className={classes['preview']}>
            <p className={classes['dimmed']}>Correct the pattern to see what it finds.</p>
          </div>
        )}
        {save.error && <FaultAlert fault={faultOf(save.error)} />}
        <Group justify="space-between">
          {repository.savedRule === null ? (
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
            <Button type="submit" disabled={rule === null} loading={save.isPending}>
              Save rule
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  )
}
