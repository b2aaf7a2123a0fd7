import { useMemo } from 'react'
import { BinChart } from '../../../charts/bin-chart.tsx'
import type { ChartMark } from '../../../charts/chart-mark.ts'
import { formatNoun } from '../../../format/number.ts'
import { FlowCard } from '../cards/flow-card.tsx'
import type { TimeCardProps } from './time-card.tsx'
import { timeNames } from './time-names.ts'

/** How many items took how long. */
export function SpreadCard({ answer, of, context, height }: TimeCardProps) {
  const { chosen, durations, onOpen } = context
  const { histogram } = answer
  const marks = useMemo(
    () =>
      histogram.map(({ fromMs, toMs, items }): ChartMark => {
        const name =
          toMs === null ? `${durations.tick(fromMs)} and more` : `${durations.tick(fromMs)} to ${durations.tick(toMs)}`
        return {
          start: fromMs,
          end: toMs ?? fromMs,
          value: items,
          name,
          text: formatNoun(items, 'issue'),
          facts: [],
          partial: false,
          openable: items > 0,
        }
      }),
    [histogram, durations],
  )
  const labels = useMemo(
    () => histogram.map(({ fromMs, toMs }) => (toMs === null ? `> ${durations.tick(fromMs)}` : durations.tick(fromMs))),
    [histogram, durations],
  )
  return (
    <FlowCard title={`Distribution of ${timeNames[of].toLowerCase()}`} stale={context.stale}>
      <BinChart
        name={`Issues by ${timeNames[of].toLowerCase()}`}
        axis={timeNames[of]}
        marks={marks}
        labels={labels}
        height={height}
        color="var(--chart-lead-time)"
        onOpen={mark => {
          const bin = histogram.find(({ fromMs }) => fromMs === mark.start)
          onOpen({
            title: `${timeNames[of]}: ${mark.name}`,
            what: {
              kind: 'finished',
              from: chosen.filter.from,
              to: chosen.filter.to,
              of,
              ms: { from: mark.start, to: bin?.toMs ?? null },
            },
            sort: of,
          })
        }}
      />
    </FlowCard>
  )
}
