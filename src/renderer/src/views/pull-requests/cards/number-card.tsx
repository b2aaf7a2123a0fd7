import { useMemo, useState } from 'react'
import type { PullNumberName, PullNumbers } from '../../../../../shared/model/pull-requests.ts'
import { BinChart } from '../../../charts/bin-chart.tsx'
import { chartMarks } from '../../../charts/chart-mark.ts'
import { LineChart } from '../../../charts/line-chart.tsx'
import { countTicks } from '../../../charts/value-ticks.ts'
import { formatCompact, formatCount, formatNoun } from '../../../format/number.ts'
import { FlowCard } from '../../flow-metrics/cards/flow-card.tsx'
import { within } from '../../flow-metrics/within.ts'
import { ComparisonMark } from '../../overview/cards/comparison-mark.tsx'
import { FigureButton } from '../../overview/cards/figure-button.tsx'
import { NoNumber } from '../../overview/cards/no-number.tsx'
import { compare } from '../../overview/comparison.ts'
import { binLabel, binName, formatNumber, numberTexts } from '../number-texts.ts'
import type { PullContext } from '../pull-context.ts'
import { PullDefinition } from './pull-definition.tsx'
import { PullNoDataNote } from './pull-no-data-note.tsx'
import { type Shape, ShapePicker } from './shape-picker.tsx'

export interface NumberCardProps {
  readonly of: PullNumberName
  readonly answer: PullNumbers
  readonly context: PullContext
  readonly height: number
}

const wording = { up: 'more', down: 'less', good: 'down' } as const
interface Range {
  readonly from: number
  readonly to: number | null
}

/** A number of merged pull requests: its median, against the period before, as a distribution or over time. */
export function NumberCard({ of, answer, context, height }: NumberCardProps) {
  const [shape, setShape] = useState<Shape>('distribution')
  const { title, unit, rule, sort } = numberTexts[of]
  const { filter, period } = context.chosen
  const { median, p85, items, previousMedian, noData } = answer
  // More comments are neither better nor worse.
  const before = previousMedian === null ? null : formatNumber(previousMedian)
  const open = (name: string, span: { from: number; to: number }, range: Range | null) =>
    context.onOpen({ title: name, what: { kind: 'numbered', of, from: span.from, to: span.to, range }, sort })
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
        median === null ? (
          <NoNumber />
        ) : (
          <>
            <FigureButton
              main
              onOpen={() => open(title, filter, null)}
              label={`${title}: ${formatNumber(median)} ${unit}`}
            >
              {formatNumber(median)}
            </FigureButton>
            <span>{unit}</span>
          </>
        )
      }
      facts={
        median !== null && (
          <>
            {of === 'comments' ? (
              <p>{before === null ? 'No data in the period before' : `${before} in the ${period.days} days before`}</p>
            ) : (
              <ComparisonMark
                comparison={compare(median, previousMedian, wording, formatNumber)}
                before={before}
                days={period.days}
              />
            )}
            <p>
              85% have at most {p85 === null ? '–' : formatNumber(p85)} ·{' '}
              <FigureButton onOpen={() => open(title, filter, null)}>{formatNoun(items, 'pull request')}</FigureButton>
            </p>
          </>
        )
      }
    >
      {noData !== null ? (
        <PullNoDataNote reason={noData} onRemedy={context.onRemedy} height={height} />
      ) : shape === 'trend' ? (
        <Trend {...{ of, answer, context, height }} onOpen={(name, span) => open(`${title}, ${name}`, span, null)} />
      ) : (
        <Distribution {...{ of, answer, height }} onOpen={(name, range) => open(`${title}: ${name}`, filter, range)} />
      )}
    </FlowCard>
  )
}

interface TrendProps extends NumberCardProps {
  readonly onOpen: (name: string, span: { from: number; to: number }) => void
}

function Trend({ of, answer, context, height, onOpen }: TrendProps) {
  const { filter } = context.chosen
  const marks = useMemo(
    () =>
      chartMarks(answer.buckets, filter, ({ median, items }: PullNumbers['buckets'][number]) => ({
        value: median,
        text: median === null ? 'no data' : `median ${formatNumber(median)}`,
        facts: [{ name: 'Pull requests', value: formatCount(items) }],
        openable: items > 0,
      })),
    [answer.buckets, filter],
  )
  return (
    <LineChart
      name={`${numberTexts[of].title}: median per ${filter.bucket}`}
      marks={marks}
      bucket={filter.bucket}
      timeZone={filter.timeZone}
      height={height}
      color="var(--chart-activity)"
      ticksFor={countTicks}
      format={formatCompact}
      onOpen={mark => onOpen(mark.name, within(filter, mark))}
    />
  )
}

interface DistributionProps extends Omit<NumberCardProps, 'context'> {
  readonly onOpen: (name: string, range: Range) => void
}

function Distribution({ of, answer: { bins }, height, onOpen }: DistributionProps) {
  const marks = useMemo(
    () =>
      bins.map(bin => ({
        start: bin.from,
        end: bin.to ?? bin.from,
        value: bin.items,
        name: binName(of, bin),
        text: formatNoun(bin.items, 'pull request'),
        facts: [],
        partial: false,
        openable: bin.items > 0,
      })),
    [bins, of],
  )
  const labels = useMemo(() => bins.map(binLabel), [bins])
  return (
    <BinChart
      name={`Pull requests by ${numberTexts[of].axis.toLowerCase()}`}
      axis={numberTexts[of].axis}
      marks={marks}
      labels={labels}
      height={height}
      color="var(--chart-activity)"
      onOpen={mark => onOpen(mark.name, bins.find(({ from }) => from === mark.start) ?? { from: mark.start, to: null })}
    />
  )
}
