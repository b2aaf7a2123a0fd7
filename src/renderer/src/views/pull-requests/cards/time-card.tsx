import { useMemo, useState } from 'react'
import type { PullTimeName, PullTimes } from '../../../../../shared/model/pull-requests.ts'
import { BinChart } from '../../../charts/bin-chart.tsx'
import { chartMarks } from '../../../charts/chart-mark.ts'
import { LineChart } from '../../../charts/line-chart.tsx'
import { durationTicks } from '../../../charts/value-ticks.ts'
import { formatDuration } from '../../../format/duration.ts'
import { formatCount, formatNoun } from '../../../format/number.ts'
import { FlowCard } from '../../flow-metrics/cards/flow-card.tsx'
import { within } from '../../flow-metrics/within.ts'
import { ComparisonMark } from '../../overview/cards/comparison-mark.tsx'
import { FigureButton } from '../../overview/cards/figure-button.tsx'
import { NoNumber } from '../../overview/cards/no-number.tsx'
import { compare } from '../../overview/comparison.ts'
import type { PullContext } from '../pull-context.ts'
import { timeTexts } from '../time-texts.ts'
import { PullDefinition } from './pull-definition.tsx'
import { PullNoDataNote } from './pull-no-data-note.tsx'
import { type Shape, ShapePicker } from './shape-picker.tsx'

export interface TimeCardProps {
  readonly of: PullTimeName
  readonly answer: PullTimes
  readonly context: PullContext
  readonly height: number
}

interface Span {
  readonly from: number
  readonly to: number
}
interface Range {
  readonly from: number
  readonly to: number | null
}

const wording = { up: 'longer', down: 'shorter', good: 'down' } as const
const tick = (ms: number) => (ms === 0 ? '0' : formatDuration(ms))

/** A duration of pull requests: its median, against the period before, over time or as a distribution. */
export function TimeCard({ of, answer, context, height }: TimeCardProps) {
  const [shape, setShape] = useState<Shape>('trend')
  const { title, unit, rule } = timeTexts[of]
  const { filter, period } = context.chosen
  const { spread, contradictory, previousMedianMs, noData } = answer
  const { medianMs, p85Ms, items } = spread
  const open = (name: string, span: Span = filter, ms: Range | null = null) =>
    context.onOpen({ title: name, what: { kind: 'timed', of, from: span.from, to: span.to, ms }, sort: of })
  return (
    <FlowCard
      title={title}
      stale={context.stale}
      definition={
        <PullDefinition
          metric={title.toLowerCase()}
          context={context}
          rule={rule}
          madeFrom={formatNoun(items, 'pull request')}
        />
      }
      actions={noData === null && <ShapePicker of={title} shape={shape} onChoose={setShape} />}
      headline={
        medianMs === null ? (
          <NoNumber />
        ) : (
          <>
            <FigureButton main onOpen={() => open(title)} label={`${title}: ${formatDuration(medianMs)} (median)`}>
              {formatDuration(medianMs)}
            </FigureButton>
            <span>{unit}</span>
          </>
        )
      }
      facts={
        medianMs !== null && (
          <>
            <ComparisonMark
              comparison={compare(medianMs, previousMedianMs, wording, formatDuration)}
              before={previousMedianMs === null ? null : formatDuration(previousMedianMs)}
              days={period.days}
            />
            <p>
              85% within {p85Ms === null ? '–' : formatDuration(p85Ms)} ·{' '}
              <FigureButton onOpen={() => open(title)}>{formatNoun(items, 'pull request')}</FigureButton>
            </p>
          </>
        )
      }
      findings={
        contradictory > 0 && (
          <FigureButton
            onOpen={() =>
              context.onOpen({
                title: `${title}: dates that contradict each other`,
                what: { kind: 'contradictory', of, from: filter.from, to: filter.to },
                sort: 'opened',
                note: 'Such as a review before it was ready for one. They have no such time.',
              })
            }
          >
            {formatCount(contradictory)} left out: dates contradict
          </FigureButton>
        )
      }
    >
      {noData !== null ? (
        <PullNoDataNote reason={noData} onRemedy={context.onRemedy} height={height} />
      ) : shape === 'trend' ? (
        <Trend {...{ of, answer, context, height }} onOpen={(name, span) => open(`${title}, ${name}`, span)} />
      ) : (
        <Distribution {...{ of, answer, height }} onOpen={(name, ms) => open(`${title}: ${name}`, filter, ms)} />
      )}
    </FlowCard>
  )
}

interface TrendProps extends TimeCardProps {
  readonly onOpen: (name: string, span: Span) => void
}

function Trend({ of, answer, context, height, onOpen }: TrendProps) {
  const { filter } = context.chosen
  const marks = useMemo(
    () =>
      chartMarks(answer.buckets, filter, ({ medianMs, p85Ms, items }: PullTimes['buckets'][number]) => ({
        value: medianMs,
        text: medianMs === null ? 'no data' : `median ${formatDuration(medianMs)}`,
        facts: [
          { name: '85% within', value: p85Ms === null ? '–' : formatDuration(p85Ms) },
          { name: 'Pull requests', value: formatCount(items) },
        ],
        openable: items > 0,
      })),
    [answer.buckets, filter],
  )
  return (
    <LineChart
      name={`Median of ${timeTexts[of].title.toLowerCase()} per ${filter.bucket}`}
      marks={marks}
      bucket={filter.bucket}
      timeZone={filter.timeZone}
      height={height}
      color="var(--chart-lead-time)"
      ticksFor={durationTicks}
      format={tick}
      onOpen={mark => onOpen(mark.name, within(filter, mark))}
    />
  )
}

interface DistributionProps extends Omit<TimeCardProps, 'context'> {
  readonly onOpen: (name: string, ms: Range) => void
}

function Distribution({ of, answer: { histogram }, height, onOpen }: DistributionProps) {
  const marks = useMemo(
    () =>
      histogram.map(({ fromMs, toMs, items }) => ({
        start: fromMs,
        end: toMs ?? fromMs,
        value: items,
        name: toMs === null ? `${tick(fromMs)} and more` : `${tick(fromMs)} to ${tick(toMs)}`,
        text: formatNoun(items, 'pull request'),
        facts: [],
        partial: false,
        openable: items > 0,
      })),
    [histogram],
  )
  const labels = useMemo(
    () => histogram.map(({ fromMs, toMs }) => (toMs === null ? `> ${tick(fromMs)}` : tick(fromMs))),
    [histogram],
  )
  return (
    <BinChart
      name={`Pull requests by ${timeTexts[of].title.toLowerCase()}`}
      axis={timeTexts[of].title}
      marks={marks}
      labels={labels}
      height={height}
      color="var(--chart-lead-time)"
      onOpen={mark => {
        const toMs = histogram.find(({ fromMs }) => fromMs === mark.start)?.toMs ?? null
        onOpen(mark.name, { from: mark.start, to: toMs })
      }}
    />
  )
}
