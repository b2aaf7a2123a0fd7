import { useMemo } from 'react'
import type { FlowCycleTime } from '../../../../../shared/model/flow-metrics.ts'
import { chartMarks } from '../../../charts/chart-mark.ts'
import { LineChart } from '../../../charts/line-chart.tsx'
import { formatCount } from '../../../format/number.ts'
import { FlowCard } from '../cards/flow-card.tsx'
import { within } from '../within.ts'
import type { TimeCardProps } from './time-card.tsx'
import { timeNames } from './time-names.ts'

/** How the median has moved from bucket to bucket. */
export function TrendCard({ answer, of, context, height }: TimeCardProps) {
  const { chosen, durations, onOpen } = context
  const { filter } = chosen
  const marks = useMemo(
    () =>
      chartMarks(answer.buckets, filter, ({ medianMs, p85Ms, items }: FlowCycleTime['buckets'][number]) => ({
        value: medianMs,
        text: medianMs === null ? 'no data' : `median ${durations.text(medianMs)}`,
        facts: [
          { name: '85% within', value: p85Ms === null ? '–' : durations.text(p85Ms) },
          { name: 'Issues', value: formatCount(items) },
        ],
        openable: items > 0,
      })),
    [answer.buckets, filter, durations],
  )
  return (
    <FlowCard title={`${timeNames[of]} over time`} stale={context.stale}>
      <LineChart
        name={`Median ${timeNames[of].toLowerCase()} per ${filter.bucket}`}
        marks={marks}
        bucket={filter.bucket}
        timeZone={filter.timeZone}
        height={height}
        color="var(--chart-lead-time)"
        ticksFor={durations.ticksFor}
        format={durations.tick}
        onOpen={mark =>
          onOpen({
            title: `${timeNames[of]}, ${mark.name}`,
            what: { kind: 'finished', ...within(filter, mark), of, ms: { from: 0, to: null } },
            sort: of,
          })
        }
      />
    </FlowCard>
  )
}
