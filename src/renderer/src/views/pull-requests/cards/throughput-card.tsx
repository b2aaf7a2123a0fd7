import { useMemo } from 'react'
import type { PullMetrics } from '../../../../../shared/model/pull-requests.ts'
import { BarChart } from '../../../charts/bar-chart.tsx'
import { chartMarks } from '../../../charts/chart-mark.ts'
import { formatCount, formatDecimal, formatNoun } from '../../../format/number.ts'
import { FlowCard } from '../../flow-metrics/cards/flow-card.tsx'
import { within } from '../../flow-metrics/within.ts'
import { ComparisonMark } from '../../overview/cards/comparison-mark.tsx'
import { FigureButton } from '../../overview/cards/figure-button.tsx'
import { NoNumber } from '../../overview/cards/no-number.tsx'
import { compare } from '../../overview/comparison.ts'
import type { PullContext } from '../pull-context.ts'
import { PullDefinition } from './pull-definition.tsx'
import { PullNoDataNote } from './pull-no-data-note.tsx'

export interface ThroughputCardProps {
  readonly answer: PullMetrics['throughput']
  readonly context: PullContext
  readonly height: number
}

const wording = { up: 'more', down: 'fewer', good: 'up' } as const

/** How many pull requests are merged: the median per whole week, and those of each bucket. */
export function ThroughputCard({ answer, context, height }: ThroughputCardProps) {
  const { filter, period } = context.chosen
  const { merged, opened, medianPerWeek, wholeWeeks, buckets, previousMedianPerWeek, noData } = answer
  const marks = useMemo(
    () =>
      chartMarks(buckets, filter, (bucket: (typeof buckets)[number]) => ({
        value: bucket.merged,
        text: `${formatCount(bucket.merged)} merged`,
        facts: [{ name: 'Opened', value: formatCount(bucket.opened) }],
        openable: bucket.merged > 0,
      })),
    [buckets, filter],
  )
  const open = (title: string, { from, to }: { readonly from: number; readonly to: number }) =>
    context.onOpen({ title, what: { kind: 'merged', from, to }, sort: 'merged' })
  return (
    <FlowCard
      title="Throughput"
      stale={context.stale}
      definition={
        <PullDefinition
          metric="throughput"
          context={context}
          rule="Pull requests by the time they were merged. The headline is the median over the whole weeks of the period, Monday to Sunday, since the first pull request; weeks without one count as 0."
          madeFrom={`${formatNoun(merged, 'pull request')}, ${formatNoun(wholeWeeks, 'whole week')}`}
        />
      }
      headline={
        medianPerWeek === null || noData !== null ? (
          <NoNumber />
        ) : (
          <>
            <FigureButton
              main
              onOpen={() => open('Merged pull requests', filter)}
              label={`${formatDecimal(medianPerWeek)} pull requests merged per week (median)`}
            >
              {formatDecimal(medianPerWeek)}
            </FigureButton>
            <span>merged per week (median)</span>
          </>
        )
      }
      facts={
        noData === null && (
          <>
            <ComparisonMark
              comparison={compare(medianPerWeek, previousMedianPerWeek, wording, formatDecimal)}
              before={previousMedianPerWeek === null ? null : formatDecimal(previousMedianPerWeek)}
              days={period.days}
            />
            <p>
              <FigureButton onOpen={() => open('Merged pull requests', filter)}>
                {formatCount(merged)} merged
              </FigureButton>
              ,{' '}
              <FigureButton
                onOpen={() =>
                  context.onOpen({
                    title: 'Opened pull requests',
                    what: { kind: 'opened', from: filter.from, to: filter.to },
                    sort: 'opened',
                  })
                }
              >
                {formatCount(opened)} opened
              </FigureButton>{' '}
              in the period
            </p>
          </>
        )
      }
    >
      {noData === null ? (
        <BarChart
          name={`Pull requests merged per ${filter.bucket}`}
          marks={marks}
          bucket={filter.bucket}
          timeZone={filter.timeZone}
          height={height}
          color="var(--chart-deployments)"
          onOpen={mark => open(`Merged, ${mark.name}`, within(filter, mark))}
        />
      ) : (
        <PullNoDataNote reason={noData} onRemedy={context.onRemedy} height={height} />
      )}
    </FlowCard>
  )
}
