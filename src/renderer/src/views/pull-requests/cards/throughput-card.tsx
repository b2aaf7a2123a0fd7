import { useMemo } from 'react'
import type { PullMetrics } from '../../../../../shared/model/pull-requests.ts'
import { BarChart } from '../../../charts/bar-chart.tsx'
import { chartMarks } from '../../../charts/chart-mark.ts'
import { formatCount, formatDecimal, formatNoun } from '../../../format/number.ts'
import { within } from '../../flow-metrics/within.ts'
import { FigureButton } from '../../overview/cards/figure-button.tsx'
import type { Period, PullContext } from '../pull-context.ts'
import { PullCard } from './pull-card.tsx'
import { PullComparison } from './pull-comparison.tsx'

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
  const open = (title: string, { from, to }: Period) =>
    context.onOpen({ title, what: { kind: 'merged', from, to }, sort: 'merged' })
  const text = medianPerWeek === null ? '' : formatDecimal(medianPerWeek)
  return (
    <PullCard
      title="Throughput"
      {...{ context, noData, height }}
      rule="Pull requests by the time they were merged. The headline is the median over the whole weeks of the period, Monday to Sunday, since the first pull request; weeks without one count as 0."
      madeFrom={`${formatNoun(merged, 'pull request')}, ${formatNoun(wholeWeeks, 'whole week')}`}
      figure={
        medianPerWeek === null || noData !== null
          ? null
          : {
              text,
              unit: 'merged per week (median)',
              label: `${text} pull requests merged per week (median)`,
              onOpen: () => open('Merged pull requests', filter),
            }
      }
      facts={
        noData === null && (
          <>
            <PullComparison
              now={medianPerWeek}
              before={previousMedianPerWeek}
              format={formatDecimal}
              wording={wording}
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
      <BarChart
        name={`Pull requests merged per ${filter.bucket}`}
        marks={marks}
        bucket={filter.bucket}
        timeZone={filter.timeZone}
        height={height}
        color="var(--chart-deployments)"
        onOpen={mark => open(`Merged, ${mark.name}`, within(filter, mark))}
      />
    </PullCard>
  )
}
