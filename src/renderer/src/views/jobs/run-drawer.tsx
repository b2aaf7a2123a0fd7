import { Anchor, Drawer, Stack, Text } from '@mantine/core'
import { Link } from 'wouter'
import { RunId } from '../../../../shared/model/ids.ts'
import type { RecordCounts, RunDetail } from '../../../../shared/model/job.ts'
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
import { Compared } from './compared.tsx'
import { outcomeTexts, triggerTexts } from './job-texts.ts'
import { comparedWith } from './run-comparison.ts'
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
          <div>
            <Text fw={600} mb="sm" style={{ overflowWrap: 'anywhere' }}>
              {run.connectionName}
            </Text>
            <RunFacts run={run} />
            <ComparisonNote run={run} />
          </div>
          {run.fault && <FaultAlert fault={run.fault} live={false} />}
          <RunStreams streams={run.streams} before={comparedWith(run)?.streams} />
          <RunLog runId={runId} />
        </Stack>
      )}
    </RequestState>
  )
}

/** Which run the differences are to. */
function ComparisonNote({ run }: { readonly run: RunDetail }) {
  const timeZone = useTimeZone()
  const before = comparedWith(run)
  return (
    <Text size="sm" c="dimmed" mt="sm">
      {before ? (
        <>
          ▲ and ▼ are more and less than in{' '}
          <Anchor component={Link} href={`/jobs/runs/${before.id}`} size="sm" underline="always">
            run {before.id}
          </Anchor>
          , the one before: {formatExact(before.startedAt, timeZone)},{' '}
          {outcomeTexts[before.outcome].label.toLowerCase()}.
        </>
      ) : run.previous ? (
        'Compared with the run before once it has ended.'
      ) : (
        'There is no run before it to compare with.'
      )}
    </Text>
  )
}

function RunFacts({ run }: { readonly run: RunDetail }) {
  const timeZone = useTimeZone()
  const outcome = outcomeTexts[run.outcome]
  const before = comparedWith(run)
  const figure = (
    name: 'activeMs' | 'waitedMs' | 'requests' | 'bytes' | keyof RecordCounts,
    format: (value: number) => string,
  ) => <Compared now={run[name]} before={before?.[name] ?? null} format={format} />
  return (
    <Facts
      facts={[
        [
          'Outcome',
          <StateBadge key="outcome" tone={outcome.tone}>
            {outcome.label}
          </StateBadge>,
        ],
        ['Why', triggerTexts[run.trigger]],
        ['Started', formatExact(run.startedAt, timeZone)],
        ['Ended', run.endedAt === null ? null : formatExact(run.endedAt, timeZone)],
        ['Working time', figure('activeMs', formatDuration)],
        ['Read', figure('read', formatCount)],
        ['Written', figure('written', formatCount)],
        ['Skipped', figure('skipped', formatCount)],
        ['Deleted', figure('deleted', formatCount)],
        ['Requests', figure('requests', formatCount)],
        ['Waiting for limits', figure('waitedMs', formatDuration)],
        ['Transferred', figure('bytes', formatBytes)],
      ]}
    />
  )
}
