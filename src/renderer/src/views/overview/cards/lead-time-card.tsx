import { useMemo } from 'react'
import type { LeadTime } from '../../../../../shared/model/metrics.ts'
import { chartMarks } from '../../../charts/chart-mark.ts'
import { LineChart } from '../../../charts/line-chart.tsx'
import { durationTicks } from '../../../charts/value-ticks.ts'
import { formatDuration } from '../../../format/duration.ts'
import { formatCount, formatNoun } from '../../../format/number.ts'
import { compare } from '../comparison.ts'
import { within } from '../items/item-list.ts'
import type { DoraCardProps } from './card-context.ts'
import classes from './cards.module.css'
import { ComparisonMark } from './comparison-mark.tsx'
import { Definition } from './definition.tsx'
import { FigureButton } from './figure-button.tsx'
import { filterFacts } from './filter-facts.ts'
import { MetricCard } from './metric-card.tsx'

const title = 'Change lead time'
const wording = { up: 'longer', down: 'shorter', good: 'down' } as const
const formatTick = (ms: number) => (ms === 0 ? '0' : formatDuration(ms))

/** How long a change takes from its commit to its deployment: median, 85th percentile, and the median of each bucket. */
export function LeadTimeCard({ dora, context, badge }: DoraCardProps) {
  const { leadTime } = dora
  const { medianMs, p85Ms, changes, withoutIssue, noData } = leadTime
  const fromIssues = withoutIssue !== null
  const notCounted = leadTime.unattributed + leadTime.negative
  const { onOpen, chosen } = context
  const { filter, period } = chosen
  const marks = useMemo(() => chartMarks(leadTime.buckets, filter, reading), [leadTime.buckets, filter])
  const note =
    leadTime.negative > 0 && `${formatNoun(leadTime.negative, 'change')} dated after the deployment, not in the median`
  const openAll = () => onOpen({ kind: 'changes', title: 'Changes and their lead time', filter, ...(note && { note }) })
  const before = dora.previous.leadTimeMedianMs
  return (
    <MetricCard
      title={title}
      badge={badge}
      context={context}
      definition={
        <Definition
          metric={title.toLowerCase()}
          facts={[
            ...filterFacts(chosen),
            ['Made from', formatNoun(changes, 'change')],
            ['Left out', leftOut(leadTime) ?? 'nothing'],
            ...(fromIssues ? [['Start with the first commit', withoutIssueText(withoutIssue)] as const] : []),
          ]}
        >
          {dora.stages === null ? (
            <p>
              For each change, here a commit: <strong>deployment finished − commit authored</strong>, in elapsed time. A
              commit belongs to the first deployment that contains it.
            </p>
          ) : (
            <p>
              For each change: <strong>deployment finished − first commit authored</strong>, in elapsed time. A change
              is a merged pull request where the code host tells of them, else a commit. It belongs to the first
              deployment that contains what was merged.
            </p>
          )}
          {fromIssues && (
            <p>
              You chose to start with <strong>in progress</strong>: where an issue that a change names entered a step in
              progress before that, the clock starts then; with the earliest of several. A change that names no issue
              that was ever in progress starts with its first commit.
            </p>
          )}
          <p>
            The headline is the median over the changes whose deployment finished in the period. 85% took no longer than
            the second number (both interpolated between ranks).
          </p>
        </Definition>
      }
      figure={medianMs === null ? null : formatDuration(medianMs)}
      unit={`from ${fromIssues ? 'in progress' : 'commit'} to deployment (median)`}
      onOpen={openAll}
      facts={
        medianMs !== null && (
          <>
            <ComparisonMark
              comparison={compare(medianMs, before, wording, formatDuration)}
              before={before === null ? null : formatDuration(before)}
              days={period.days}
            />
            <p>
              <FigureButton onOpen={openAll}>{formatNoun(changes, 'change')}</FigureButton>
              {p85Ms !== null && `, 85% within ${formatDuration(p85Ms)}`}
              {fromIssues && withoutIssue > 0 && `, ${formatCount(withoutIssue)} without an issue`}
              {notCounted > 0 && <span className={classes['pending']}>{`, ${formatCount(notCounted)} left out`}</span>}
            </p>
          </>
        )
      }
      noData={noData}
      chart={
        <LineChart
          name={`Median lead time per ${filter.bucket}`}
          marks={marks}
          bucket={filter.bucket}
          timeZone={filter.timeZone}
          height={context.chartHeight}
          color="var(--chart-lead-time)"
          ticksFor={durationTicks}
          format={formatTick}
          onOpen={mark =>
            onOpen({
              kind: 'changes',
              title: `Changes, ${mark.name}`,
              filter: within(filter, mark),
            })
          }
        />
      }
    />
  )
}

const reading = ({ medianMs, p85Ms, changes }: LeadTime['buckets'][number]) => ({
  value: medianMs,
  text: medianMs === null ? 'no data' : `median ${formatDuration(medianMs)}`,
  facts: [
    { name: '85% within', value: p85Ms === null ? '–' : formatDuration(p85Ms) },
    { name: 'Changes', value: formatCount(changes) },
  ],
  openable: changes > 0,
})

const withoutIssueText = (count: number) =>
  count === 0 ? 'none' : `${formatNoun(count, 'change')} without an issue that was in progress`

/** What does not go into the number, and why; null when nothing is left out. */
function leftOut({ unattributed, negative }: Pick<LeadTime, 'unattributed' | 'negative'>): string | null {
  const parts = [
    unattributed > 0 && `${formatNoun(unattributed, 'change')} of first known deployments`,
    negative > 0 && `${formatNoun(negative, 'change')} dated after the deployment`,
  ]
  return parts.filter(part => part !== false).join('; ') || null
}
