import { useMemo } from 'react'
import type { FlowWip } from '../../../../../shared/model/flow-metrics.ts'
import type { ChartMark } from '../../../charts/chart-mark.ts'
import { LineChart } from '../../../charts/line-chart.tsx'
import { countTicks } from '../../../charts/value-ticks.ts'
import { formatCompact, formatNoun } from '../../../format/number.ts'
import { formatDate } from '../../../format/time.ts'
import { FlowCard } from '../cards/flow-card.tsx'
import { FlowDefinition } from '../cards/flow-definition.tsx'
import { FlowNoDataNote } from '../cards/flow-no-data-note.tsx'
import type { FlowContext } from '../flow-context.ts'

export interface WipCardProps {
  readonly answer: FlowWip
  readonly context: FlowContext
  readonly height: number
}

/** How much was in progress at each day's end. */
export function WipCard({ answer, context, height }: WipCardProps) {
  const { chosen, onOpen } = context
  const { timeZone } = chosen.filter
  const marks = useMemo(
    () =>
      answer.at.map((at, i): ChartMark => {
        const items = answer.items[i] ?? 0
        return {
          start: at - 1,
          end: at,
          value: items,
          name: formatDate(at - 1, timeZone),
          text: formatNoun(items, 'issue'),
          facts: [],
          partial: false,
          openable: items > 0,
        }
      }),
    [answer.at, answer.items, timeZone],
  )
  return (
    <FlowCard
      title="Work in progress"
      stale={context.stale}
      definition={
        <FlowDefinition
          metric="work in progress"
          chosen={chosen}
          madeFrom={formatNoun(answer.at.length, 'day’s end', 'ends of days')}
        >
          <p>
            At each day’s end, over more than 400 days at each bucket’s end: issues that had{' '}
            <strong>started and were not done</strong>, by what is known now.
          </p>
        </FlowDefinition>
      }
    >
      {answer.noData === null ? (
        <LineChart
          name="Issues in progress at the end of each day"
          marks={marks}
          bucket="day"
          timeZone={timeZone}
          height={height}
          color="var(--chart-deployments)"
          ticksFor={countTicks}
          format={formatCompact}
          onOpen={mark =>
            onOpen({ title: `In progress, ${mark.name}`, what: { kind: 'wip', at: mark.end }, sort: 'started' })
          }
        />
      ) : (
        <FlowNoDataNote reason={answer.noData} onRemedy={context.onRemedy} height={height} />
      )}
    </FlowCard>
  )
}
