import { type ReactNode, useCallback, useState } from 'react'
import type { PullNoData, PullSort, PullsWhat } from '../../../../../shared/model/pull-requests.ts'
import type { Span } from '../../../charts/chart-mark.ts'
import { formatCount, formatNoun } from '../../../format/number.ts'
import { FigureButton } from '../../overview/cards/figure-button.tsx'
import type { Wording } from '../../overview/comparison.ts'
import type { Period, PullContext, Range } from '../pull-context.ts'
import { PullCard } from './pull-card.tsx'
import { PullComparison } from './pull-comparison.tsx'
import { type Bin, PullDistribution } from './pull-distribution.tsx'
import { PullTrend } from './pull-trend.tsx'
import { type Shape, ShapePicker } from './shape-picker.tsx'

/** What a value of pull requests is called, and how it is written and drawn. */
export interface SpreadKind {
  readonly title: string
  readonly axis: string
  /** After the number. */
  readonly unit: string
  readonly rule: string
  /** Before the 85th percentile. */
  readonly upTo: string
  readonly color: string
  readonly sort: PullSort
  /** Null where more is neither better nor worse. */
  readonly wording: Wording | null
  readonly first: Shape
  readonly format: (value: number) => string
  /** On the axis of values. */
  readonly formatTick: (value: number) => string
  readonly ticksFor: (max: number) => number[]
  readonly binName: (bin: Range) => string
  readonly binLabel: (bin: Range) => string
  /** What is behind a part of it. */
  readonly what: (period: Period, range: Range | null) => PullsWhat
}

export interface SpreadBucket extends Span {
  readonly median: number | null
  /** Absent where it is not told. */
  readonly p85?: number | null
  readonly items: number
}

/** How a value spreads, and how its median has moved. */
export interface SpreadAnswer {
  readonly median: number | null
  readonly p85: number | null
  readonly items: number
  readonly previousMedian: number | null
  readonly buckets: readonly SpreadBucket[]
  readonly bins: readonly Bin[]
  readonly noData: PullNoData | null
}

export interface SpreadCardProps {
  readonly kind: SpreadKind
  readonly answer: SpreadAnswer
  readonly context: PullContext
  readonly height: number
  readonly findings?: ReactNode
}

/** A value of pull requests: its median, against the period before, over time or as a distribution. */
export function SpreadCard({ kind, answer, context, height, findings }: SpreadCardProps) {
  const [shape, setShape] = useState(kind.first)
  const { title, unit, format, what, sort } = kind
  const { filter, period } = context.chosen
  const { median, p85, items, previousMedian, noData } = answer
  const open = (name: string, span: Period = filter, range: Range | null = null) =>
    context.onOpen({ title: name, what: what(span, range), sort })
  const read = useCallback(
    ({ median, p85, items }: SpreadBucket) => ({
      value: median,
      text: median === null ? 'no data' : `median ${format(median)}`,
      facts: [
        ...(p85 === undefined ? [] : [{ name: kind.upTo, value: p85 === null ? '–' : format(p85) }]),
        { name: 'Pull requests', value: formatCount(items) },
      ],
      openable: items > 0,
    }),
    [format, kind.upTo],
  )
  return (
    <PullCard
      {...{ title, context, noData, height, findings }}
      rule={kind.rule}
      madeFrom={formatNoun(items, 'pull request')}
      actions={<ShapePicker of={title} shape={shape} onChoose={setShape} />}
      figure={
        median === null
          ? null
          : { text: format(median), unit, label: `${title}: ${format(median)} ${unit}`, onOpen: () => open(title) }
      }
      facts={
        median !== null && (
          <>
            <PullComparison
              now={median}
              before={previousMedian}
              format={format}
              wording={kind.wording}
              days={period.days}
            />
            <p>
              {kind.upTo} {p85 === null ? '–' : format(p85)} ·{' '}
              <FigureButton onOpen={() => open(title)}>{formatNoun(items, 'pull request')}</FigureButton>
            </p>
          </>
        )
      }
    >
      {shape === 'trend' ? (
        <PullTrend
          {...{ context, height, read }}
          name={`Median of ${title.toLowerCase()} per ${filter.bucket}`}
          buckets={answer.buckets}
          color={kind.color}
          ticksFor={kind.ticksFor}
          format={kind.formatTick}
          onOpen={(name, span) => open(`${title}, ${name}`, span)}
        />
      ) : (
        <PullDistribution
          {...{ height }}
          axis={kind.axis}
          bins={answer.bins}
          binName={kind.binName}
          binLabel={kind.binLabel}
          color={kind.color}
          onOpen={(name, range) => open(`${title}: ${name}`, filter, range)}
        />
      )}
    </PullCard>
  )
}
