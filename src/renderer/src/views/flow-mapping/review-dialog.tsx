import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { isError } from '../../../../shared/flow/validate-flow-config.ts'
import { useCommand } from '../../api/use-command.ts'
import { FaultAlert } from '../../components/fault-alert.tsx'
import { ReasonedButton } from '../../components/reasoned-button.tsx'
import { faultOf } from '../../faults.ts'
import { ChangeList } from './change-list.tsx'
import classes from './flow-review.module.css'
import { Impact } from './impact.tsx'
import { ProblemList } from './problem-list.tsx'
import { UnmappedNote } from './unmapped-note.tsx'
import type { FlowEditor } from './use-flow-editor.ts'

export interface ReviewDialogProps {
  readonly editor: FlowEditor
  readonly opened: boolean
  readonly onClose: () => void
}

/** What the draft changes, what is wrong with it and what it does to the numbers; from here it is saved. */
export function ReviewDialog({ editor, opened, onClose }: ReviewDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} size="42rem" title="Review and save">
      <Review editor={editor} onClose={onClose} />
    </Modal>
  )
}

function Review({ editor, onClose }: Omit<ReviewDialogProps, 'opened'>) {
  const { config, changes, problems, inForce } = editor
  const [summary, setSummary] = useState('')
  const save = useCommand('flow.save', { quiet: true })
  const errors = problems.filter(isError)
  const submit = () =>
    save.mutate(
      { config, baseRevision: inForce.revision, summary },
      {
        onSuccess: () => {
          editor.discard()
          onClose()
          notifications.show({ title: 'Flow mapping saved', message: 'The metrics follow it from now on.' })
        },
      },
    )
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        if (errors.length === 0) submit()
      }}
    >
      <Stack gap="md">
        <ChangeList changes={changes} />
        <ProblemList problems={errors} />
        <Impact config={config} />
        <ProblemList problems={problems.filter(problem => !isError(problem))} />
        <UnmappedNote config={config} statuses={editor.statuses} />
        <TextInput
          label="Summary"
          description="Kept with the version, for those who look later"
          placeholder={changes.slice(0, 3).join('; ')}
          maxLength={500}
          value={summary}
          onChange={event => setSummary(event.currentTarget.value)}
        />
        {save.error && <FaultAlert fault={faultOf(save.error)} />}
        <Group justify="flex-end" gap="sm" className={classes['reviewFoot'] ?? ''}>
          <Button variant="default" onClick={onClose} data-autofocus>
            Go on editing
          </Button>
          <ReasonedButton
            loading={save.isPending}
            disabledBecause={errors.length === 0 ? null : 'Mend what is marked first'}
            onClick={submit}
          >
            Save
          </ReasonedButton>
        </Group>
      </Stack>
    </form>
  )
}
