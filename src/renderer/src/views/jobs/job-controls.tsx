import { Button, Text, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { JobSummary } from '../../../../shared/model/job.ts'
import { useHeld } from '../../api/use-orchestrator.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { type JobControl, jobActionLabels, jobControls } from './job-actions.ts'
import { jobIcons } from './job-icons.ts'
import { useJobAction } from './use-job-action.ts'

/** The buttons that match a job's state. A force stop is asked for twice. */
export function JobControls({ job }: { readonly job: JobSummary }) {
  const act = useJobAction()
  const held = useHeld()
  const [asking, dialog] = useDisclosure()
  return (
    <>
      {jobControls(job, held).map(control => (
        <ControlButton
          key={control.action}
          control={control}
          jobName={job.connectionName}
          onClick={() => (control.action === 'forceStop' ? dialog.open() : act(control.action, job.id))}
        />
      ))}
      <ConfirmDialog
        opened={asking}
        title={`Force-stop “${job.connectionName}”?`}
        confirmLabel="Force stop"
        danger
        onCancel={dialog.close}
        onConfirm={() => {
          dialog.close()
          act('forceStop', job.id)
        }}
      >
        <Text>
          The run ends at once. Everything up to its last checkpoint is kept; only the page being written is dropped.
          The job is not tried again by itself.
        </Text>
      </ConfirmDialog>
    </>
  )
}

interface ControlButtonProps {
  readonly control: JobControl
  readonly jobName: string
  readonly onClick: () => void
}

function ControlButton({ control: { action, disabledBecause }, jobName, onClick }: ControlButtonProps) {
  const Icon = jobIcons[action]
  const button = (
    <Button
      size="xs"
      variant="default"
      leftSection={<Icon size={14} aria-hidden />}
      aria-label={`${jobActionLabels[action]}: ${jobName}`}
      aria-disabled={disabledBecause !== null}
      {...(disabledBecause !== null && { 'data-disabled': true })}
      onClick={disabledBecause === null ? onClick : undefined}
    >
      {jobActionLabels[action]}
    </Button>
  )
  return disabledBecause === null ? button : <Tooltip label={disabledBecause}>{button}</Tooltip>
}
