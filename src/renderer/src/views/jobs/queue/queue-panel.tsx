import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlaylistX } from '@tabler/icons-react'
import type { JobSummary } from '../../../../../shared/model/job.ts'
import type { OrchestratorStatus } from '../../../../../shared/model/orchestrator.ts'
import { useOrchestratorAction } from '../../../api/use-orchestrator-action.ts'
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx'
import { Panel } from '../../../components/panel.tsx'
import { formatNoun } from '../../../format/number.ts'
import { QueueList } from './queue-list.tsx'

export interface QueuePanelProps {
  readonly status: OrchestratorStatus
  readonly jobs: readonly JobSummary[]
}

/** Who waits, in order; to be reordered and emptied. */
export function QueuePanel({ status, jobs }: QueuePanelProps) {
  const byId = new Map(jobs.map(job => [job.id, job]))
  const waiting = status.queue.flatMap(id => byId.get(id) ?? [])
  return (
    <Panel
      title={waiting.length === 0 ? 'Queue' : `Queue (${waiting.length})`}
      actions={waiting.length > 0 && <EmptyQueue count={waiting.length} />}
    >
      {waiting.length === 0 ? (
        <Text c="dimmed" size="sm">
          Nothing waits. A job that is started while another runs takes its place here.
        </Text>
      ) : (
        <QueueList waiting={waiting} status={status} />
      )}
    </Panel>
  )
}

function EmptyQueue({ count }: { readonly count: number }) {
  const [asking, dialog] = useDisclosure()
  const { act, pending } = useOrchestratorAction('jobs.emptyQueue')
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlaylistX size={14} aria-hidden />}
        loading={pending}
        onClick={dialog.open}
      >
        Empty queue
      </Button>
      <ConfirmDialog
        opened={asking}
        title="Empty the queue?"
        confirmLabel="Empty queue"
        onCancel={dialog.close}
        onConfirm={() => {
          dialog.close()
          act()
        }}
      >
        {formatNoun(count, 'job leaves', 'jobs leave')} the queue. Paused ones stay paused, nothing that was read is
        lost, and the next cycle or schedule queues the others again.
      </ConfirmDialog>
    </>
  )
}
