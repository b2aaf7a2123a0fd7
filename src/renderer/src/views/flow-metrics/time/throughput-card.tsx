import { useMemo } from 'react'
import type { FlowThroughput } from '../../../../../shared/model/flow-metrics.ts'
import { BarChart } from '../../../charts/bar-chart.tsx'
import { chartMarks } from '../../../charts/chart-mark.ts'
import { formatDecimal, formatNoun } from '../../../format/number.ts'
import { ComparisonMark } from '../../overview/cards/comparison-mark.tsx'
import { FigureButton } from '../../overview/cards/figure-button.tsx'
import { NoNumber } from '../../overview/cards/no-number.tsx'
import { compare } from '../../overview/comparison.ts'
import { FindingLinks } from '../cards/finding-links.tsx'
import { FlowCard } from '../cards/flow-card.tsx'
import { FlowDefinition } from '../cards/flow-definition.tsx'
import { FlowNoDataNote } from '../cards/flow-no-data-note.tsx'
import type { FlowContext } from '../flow-context.ts'
import { within } from '../within.ts'

export interface ThroughputCardProps {
  readonly answer: FlowThroughput
  readonly context: FlowContext
  readonly height: number
}

const wording = { up: 'more', down: 'fewer', good: 'up' } as const

/** How many items were finished: the median per whole week, and the items of each bucket. */
export function ThroughputCard({ answer, context, height }: ThroughputCardProps) {
  const { chosen, onOpen } = context
  const { filter } = chosen
  const { finished, buckets, medianPerWeek, wholeWeeks, previous } = answer
  const marks = useMemo(
    () =>
      chartMarks(buckets, filter, ({ items }) => ({
        value: items,
        text: formatNoun(items, 'issue'),
        facts: [],
        openable: items > 0,
      })),
    [buckets, filter],
  )
  const open = (title: string, { from, to }: { readonly from: number; readonly to: number }) =>
    onOpen({ title, what: { kind: 'finished', from, to, of: 'cycle', ms: null }, sort: 'done' })
  const openAll = () => open('Finished issues', filter)
  return (
    <FlowCard
      title="Throughput"
      stale={context.stale}
      definition={
        <FlowDefinition
          metric="throughput"
          chosen={chosen}
          madeFrom={`${formatNoun(finished, 'issue')}, ${formatNoun(wholeWeeks, 'whole week')}`}
        >
          <p>
            Issues by the time they were <strong>done</strong>. The headline is the median over the whole weeks of the
            period, Monday to Sunday, since the first issue was created; weeks without one count as 0.
          </p>
        </FlowDefinition>
      }
      headline={
        medianPerWeek === null || answer.noData !== null ? (
          <NoNumber />
        ) : (
          <>
            <FigureButton main onOpen={openAll} label={`${formatDecimal(medianPerWeek)} issues per week (median)`}>
              {formatDecimal(medianPerWeek)}
            </FigureButton>
            <span>issues done per week (median)</span>
          </>
        )
      }
      facts={
        answer.noData === null && (
          <>
            <ComparisonMark
              comparison={compare(medianPerWeek, previous.medianPerWeek, wording, formatDecimal)}
              before={previous.medianPerWeek === null ? null : formatDecimal(previous.medianPerWeek)}
              days={chosen.period.days}
            />
            <p>
              <FigureButton onOpen={openAll}>{formatNoun(finished, 'issue')}</FigureButton> done in the period
            </p>
            <FindingLinks findings={answer.findings} about={['reopened']} context={context} />
          </>
        )
      }
    >
      {answer.noData === null ? (
        <BarChart
          name={`Issues done per ${filter.bucket}`}
          marks={marks}
          bucket={filter.bucket}
          timeZone={filter.timeZone}
          height={height}
          color="var(--chart-deployments)"
          onOpen={mark => open(`Finished, ${mark.name}`, within(filter, mark))}
        />
      ) : (
        <FlowNoDataNote reason={answer.noData} onRemedy={context.onRemedy} height={height} />
      )}
    </FlowCard>
  )
}
