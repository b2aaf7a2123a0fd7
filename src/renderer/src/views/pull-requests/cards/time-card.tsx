import { useMemo } from 'react'
import type { PullTimeName, PullTimes } from '../../../../../shared/model/pull-requests.ts'
import { durationTicks } from '../../../charts/value-ticks.ts'
import { formatDuration } from '../../../format/duration.ts'
import { formatCount } from '../../../format/number.ts'
import { FigureButton } from '../../overview/cards/figure-button.tsx'
import type { PullContext } from '../pull-context.ts'
import { timeTexts } from '../time-texts.ts'
import { type SpreadAnswer, SpreadCard, type SpreadCardProps, type SpreadKind } from './spread-card.tsx'

export interface TimeCardProps extends Pick<SpreadCardProps, 'context' | 'height'> {
  readonly of: PullTimeName
  readonly answer: PullTimes
}

const tick = (ms: number) => (ms === 0 ? '0' : formatDuration(ms))

const kindOf = (of: PullTimeName): SpreadKind => ({
  ...timeTexts[of],
  axis: timeTexts[of].title,
  upTo: '85% within',
  color: 'var(--chart-lead-time)',
  sort: of,
  wording: { up: 'longer', down: 'shorter', good: 'down' },
  first: 'trend',
  format: formatDuration,
  formatTick: tick,
  ticksFor: durationTicks,
  binName: ({ from, to }) => (to === null ? `${tick(from)} and more` : `${tick(from)} to ${tick(to)}`),
  binLabel: ({ from, to }) => (to === null ? `> ${tick(from)}` : tick(from)),
  what: ({ from, to }, ms) => ({ kind: 'timed', of, from, to, ms }),
})

const kinds: Readonly<Record<PullTimeName, SpreadKind>> = {
  firstReview: kindOf('firstReview'),
  review: kindOf('review'),
  merge: kindOf('merge'),
}

/** A duration of pull requests, and how many have none because their dates contradict each other. */
export function TimeCard({ of, answer, context, height }: TimeCardProps) {
  const spread = useMemo(() => spreadOf(answer), [answer])
  const { contradictory } = answer
  return (
    <SpreadCard
      kind={kinds[of]}
      answer={spread}
      {...{ context, height }}
      findings={contradictory > 0 && <Contradictory {...{ of, count: contradictory, context }} />}
    />
  )
}

const spreadOf = ({ spread, histogram, buckets, previousMedianMs, noData }: PullTimes): SpreadAnswer => ({
  median: spread.medianMs,
  p85: spread.p85Ms,
  items: spread.items,
  previousMedian: previousMedianMs,
  buckets: buckets.map(({ medianMs, p85Ms, ...bucket }) => ({ ...bucket, median: medianMs, p85: p85Ms })),
  bins: histogram.map(({ fromMs, toMs, items }) => ({ from: fromMs, to: toMs, items })),
  noData,
})

interface ContradictoryProps {
  readonly of: PullTimeName
  readonly count: number
  readonly context: PullContext
}

function Contradictory({ of, count, context }: ContradictoryProps) {
  const { from, to } = context.chosen.filter
  return (
    <FigureButton
      onOpen={() =>
        context.onOpen({
          title: `${timeTexts[of].title}: dates that contradict each other`,
          what: { kind: 'contradictory', of, from, to },
          sort: 'opened',
          note: 'Such as a review before it was ready for one. They have no such time.',
        })
      }
    >
      {formatCount(count)} left out: dates contradict
    </FigureButton>
  )
}
