import { Drawer, Stack } from '@mantine/core'
import { RunId } from '../../../../shared/model/ids.ts'
import type { RunDetail } from '../../../../shared/model/job.ts'
import { useTimeZone } from '../../api/use-preferences.ts'
import { useRequest } from '../../api/use-request.ts'
import { EmptyNote } from '../../components/empty-note.tsx'
import { Facts } from '../../components/facts.tsx'
import { FaultAlert } from '../../components/fault-alert.tsx'
import { RequestState } from '../../components/request-state.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { formatDuration } from '../../format/duration.ts'
import { formatBytes, formatCount } from '../../format/number.ts'
import { formatExact } from '../../format/time.ts'
import { outcomeTexts, triggerTexts } from './job-texts.ts'
import { RunLog } from './run-log.tsx'
import { RunStreams } from './run-streams.tsx'

export interface RunDrawerProps {
  readonly runId: number | null
  readonly onClose: () => void
}

/** Everything about one run: when, why, what it did by stream, its fault and its log. */
export function RunDrawer({ runId, onClose }: RunDrawerProps) {
  const parsed = RunId.safeParse(runId)
  return (
    <Drawer
      opened={runId !== null}
      onClose={onClose}
      title={parsed.success ? `Run ${parsed.data}` : 'Run'}
      size="min(60rem, 100%)"
      closeButtonProps={{ 'aria-label': 'Close the run' }}
    >
      {parsed.success && <Run runId={parsed.data} />}
      {runId !== null && !parsed.success && <EmptyNote title="There is no such run" />}
    </Drawer>
  )
}

function Run({ runId }: { readonly runId: RunId }) {
  const request = useRequest('runs.get', { runId })
  return (
    <RequestState request={request} noun="the run">
      {run => (
        <Stack gap="lg">
          <RunFacts run={run} />
          {run.fault && <FaultAlert fault={run.fault} live={false} />}
          <RunStreams streams={run.streams} />
          <RunLog runId={runId} />
        </Stack>
      )}
    </RequestState>
  )
}

function RunFacts({ run }: { readonly run: RunDetail }) {
  const timeZone = useTimeZone()
  const outcome = outcomeTexts[run.outcome]
  return (
    <Facts
      facts={[
        ['Connection', run.connectionName],
        [
          'Outcome',
          <StateBadge key="outcome" tone={outcome.tone}>
            {outcome.label}
          </StateBadge>,
        ],
        ['Why', triggerTexts[run.trigger]],
        ['Started', formatExact(run.startedAt, timeZone)],
        ['Ended', run.endedAt === null ? null : formatExact(run.endedAt, timeZone)],
        ['Working time', formatDuration(run.activeMs)],
        ['Read', formatCount(run.read)],
        ['Written', formatCount(run.written)],
        ['Skipped', formatCount(run.skipped)],
        ['Deleted', formatCount(run.deleted)],
        ['Requests', formatCount(run.requests)],
        ['Waiting for limits', formatDuration(run.waitedMs)],
        ['Transferred', formatBytes(run.bytes)],
      ]}
    />
  )
}
