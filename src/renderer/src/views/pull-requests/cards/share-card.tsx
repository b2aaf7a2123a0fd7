import { useMemo } from 'react'
import type { PullShare } from '../../../../../shared/model/pull-requests.ts'
import { chartMarks } from '../../../charts/chart-mark.ts'
import { LineChart } from '../../../charts/line-chart.tsx'
import { formatNoun, formatPercent } from '../../../format/number.ts'
import { FlowCard } from '../../flow-metrics/cards/flow-card.tsx'
import { within } from '../../flow-metrics/within.ts'
import { ComparisonMark } from '../../overview/cards/comparison-mark.tsx'
import { FigureButton } from '../../overview/cards/figure-button.tsx'
import { NoNumber } from '../../overview/cards/no-number.tsx'
import { compare } from '../../overview/comparison.ts'
import type { PullContext } from '../pull-context.ts'
import { PullDefinition } from './pull-definition.tsx'
import { PullNoDataNote } from './pull-no-data-note.tsx'

const shares = {
  withoutReview: {
    title: 'Merged without review',
    unit: 'of the merged ones nobody reviewed',
    rule: 'Merged in the period without a review by anybody other than the author before the merge. A comment alone is no review.',
    wording: { up: 'more', down: 'less', good: 'down' },
    color: 'var(--chart-lead-time)',
  },
  byBots: {
    title: 'From bots',
    unit: 'of the merged ones are by bots',
    rule: 'Merged in the period and opened by a bot, whether or not bots count in the other numbers. Who is a bot can be said under People & teams.',
    // Neither is better: it is told as more or less.
    wording: null,
    color: 'var(--chart-activity)',
  },
} as const

const percentTicks = () => [0, 0.25, 0.5, 0.75, 1]

export interface ShareCardProps {
  readonly of: keyof typeof shares
  readonly answer: PullShare
  readonly context: PullContext
  readonly height: number
}

/** How many of the merged pull requests are of a kind. */
export function ShareCard({ of, answer, context, height }: ShareCardProps) {
  const { title, unit, rule, wording, color } = shares[of]
  const { filter, period } = context.chosen
  const { count, rate, previousRate, buckets, noData } = answer
  const marks = useMemo(
    () =>
      chartMarks(buckets, filter, (bucket: (typeof buckets)[number]) => ({
        value: bucket.of === 0 ? null : bucket.count / bucket.of,
        text: bucket.of === 0 ? 'no data' : formatPercent(bucket.count / bucket.of),
        facts: [{ name: 'Pull requests', value: `${bucket.count} of ${bucket.of}` }],
        openable: bucket.count > 0,
      })),
    [buckets, filter],
  )
  const open = (name: string, { from, to }: { readonly from: number; readonly to: number }) =>
    context.onOpen({ title: name, what: { kind: of, from, to }, sort: 'merged' })
  const against = previousRate === null ? null : formatPercent(previousRate)
  return (
    <FlowCard
      title={title}
      stale={context.stale}
      definition={
        <PullDefinition
          metric={title.toLowerCase()}
          context={context}
          rule={rule}
          madeFrom={formatNoun(answer.of, 'merged pull request')}
        />
      }
      headline={
        rate === null ? (
          <NoNumber />
        ) : (
          <>
            <FigureButton main onOpen={() => open(title, filter)} label={`${title}: ${formatPercent(rate)}`}>
              {formatPercent(rate)}
            </FigureButton>
            <span>{unit}</span>
          </>
        )
      }
      facts={
        rate !== null && (
          <>
            {wording ? (
              <ComparisonMark
                comparison={compare(rate, previousRate, wording, formatPercent)}
                before={against}
                days={period.days}
              />
            ) : (
              <p>
                {against === null ? 'No data in the period before' : `${against} in the ${period.days} days before`}
              </p>
            )}
            <p>
              <FigureButton onOpen={() => open(title, filter)}>{formatNoun(count, 'pull request')}</FigureButton> of{' '}
              {formatNoun(answer.of, 'merged one')}
            </p>
          </>
        )
      }
    >
      {noData === null ? (
        <LineChart
          name={`${title} per ${filter.bucket}`}
          marks={marks}
          bucket={filter.bucket}
          timeZone={filter.timeZone}
          height={height}
          color={color}
          ticksFor={percentTicks}
          format={formatPercent}
          onOpen={mark => open(`${title}, ${mark.name}`, within(filter, mark))}
        />
      ) : (
        <PullNoDataNote reason={noData} onRemedy={context.onRemedy} height={height} />
      )}
    </FlowCard>
  )
}
