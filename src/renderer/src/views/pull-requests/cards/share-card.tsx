import type { PullShare } from '../../../../../shared/model/pull-requests.ts'
import { formatNoun, formatPercent } from '../../../format/number.ts'
import { FigureButton } from '../../overview/cards/figure-button.tsx'
import type { Period, PullContext } from '../pull-context.ts'
import { PullCard } from './pull-card.tsx'
import { PullComparison } from './pull-comparison.tsx'
import { PullTrend } from './pull-trend.tsx'

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

const read = ({ count, of }: PullShare['buckets'][number]) => ({
  value: of === 0 ? null : count / of,
  text: of === 0 ? 'no data' : formatPercent(count / of),
  facts: [{ name: 'Pull requests', value: `${count} of ${of}` }],
  openable: count > 0,
})

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
  const open = (name: string, { from, to }: Period) =>
    context.onOpen({ title: name, what: { kind: of, from, to }, sort: 'merged' })
  const text = rate === null ? '' : formatPercent(rate)
  return (
    <PullCard
      {...{ title, rule, context, noData, height }}
      madeFrom={formatNoun(answer.of, 'merged pull request')}
      figure={rate === null ? null : { text, unit, label: `${title}: ${text}`, onOpen: () => open(title, filter) }}
      facts={
        rate !== null && (
          <>
            <PullComparison
              now={rate}
              before={previousRate}
              format={formatPercent}
              wording={wording}
              days={period.days}
            />
            <p>
              <FigureButton onOpen={() => open(title, filter)}>{formatNoun(count, 'pull request')}</FigureButton> of{' '}
              {formatNoun(answer.of, 'merged one')}
            </p>
          </>
        )
      }
    >
      <PullTrend
        {...{ context, buckets, read, height, color }}
        name={`${title} per ${filter.bucket}`}
        ticksFor={percentTicks}
        format={formatPercent}
        onOpen={(name, span) => open(`${title}, ${name}`, span)}
      />
    </PullCard>
  )
}
