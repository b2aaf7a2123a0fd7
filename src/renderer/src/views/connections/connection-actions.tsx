import { Button, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPencil, IconPlayerPause, IconPlayerPlay, IconRefresh, IconTrash } from '@tabler/icons-react'
import { Link, useLocation } from 'wouter'
import type { ConnectionSummary } from '../../../../shared/model/connection.ts'
import { useCommand } from '../../api/use-command.ts'
import { useJobs } from '../../api/use-jobs.ts'
import { useHeld } from '../../api/use-orchestrator.ts'
import { jobActionLabels, jobControls } from '../jobs/job-actions.ts'
import { useJobAction } from '../jobs/use-job-action.ts'
import { RemoveDialog } from './remove-dialog.tsx'

export interface ConnectionActionsProps {
  readonly connection: ConnectionSummary
  readonly onRemoved?: () => void
}

/** What can be done with a connection. */
export function ConnectionActions({ connection, onRemoved }: ConnectionActionsProps) {
  const [, navigate] = useLocation()
  const [removing, dialog] = useDisclosure()
  const update = useCommand('connections.update')
  const { id, name, enabled } = connection
  return (
    <>
      <SyncButton connection={connection} />
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPencil size={14} aria-hidden />}
        aria-label={`Edit: ${name}`}
        onClick={() => navigate(`/connections/${id}/edit`)}
      >
        Edit
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={enabled ? <IconPlayerPause size={14} aria-hidden /> : <IconPlayerPlay size={14} aria-hidden />}
        aria-label={`${enabled ? 'Disable' : 'Enable'}: ${name}`}
        loading={update.isPending}
        onClick={() => update.mutate({ connectionId: id, enabled: !enabled })}
      >
        {enabled ? 'Disable' : 'Enable'}
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconTrash size={14} aria-hidden />}
        aria-label={`Remove: ${name}`}
        onClick={dialog.open}
      >
        Remove
      </Button>
      <RemoveDialog
        connection={connection}
        opened={removing}
        onCancel={dialog.close}
        onRemoved={() => {
          dialog.close()
          onRemoved?.()
        }}
      />
    </>
  )
}

/** Starts or resumes the connection's job; while it is at work, leads to it. */
function SyncButton({ connection }: { readonly connection: ConnectionSummary }) {
  const act = useJobAction()
  const held = useHeld()
  const job = useJobs().jobs?.find(({ id }) => id === connection.jobId)
  if (!job) return null
  const control = jobControls(job, held)[0]
  if (control?.action !== 'runNow' && control?.action !== 'resume') {
    return (
      <Button size="xs" variant="default" component={Link} href="/jobs" aria-label={`Show the job: ${connection.name}`}>
        Show the job
      </Button>
    )
  }
  const { action, disabledBecause } = control
  const label = action === 'runNow' ? 'Sync now' : jobActionLabels.resume
  const button = (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconRefresh size={14} aria-hidden />}
      aria-label={`${label}: ${connection.name}`}
      aria-disabled={disabledBecause !== null}
      {...(disabledBecause === null ? { onClick: () => act(action, job.id) } : { 'data-disabled': true })}
    >
      {label}
    </Button>
  )
  return disabledBecause === null ? button : <Tooltip label={disabledBecause}>{button}</Tooltip>
}
