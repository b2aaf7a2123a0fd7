import { useCallback, useMemo } from 'react'
import { formatCompact } from '../format/number.ts'
import { ChartFrame } from './chart-frame.tsx'
import type { ChartMark } from './chart-mark.ts'
import { chartText } from './chart-text.ts'
import type { PlotArea } from './plot-area.ts'
import type { TimeTick } from './time-ticks.ts'
import { countTicks } from './value-ticks.ts'

/** What was expected: from the least to the most, with a line at what matters. */
export interface ExpectedRange {
  readonly from: number
  readonly mark: number
  readonly to: number
}

export interface RangeChartProps {
  readonly name: string
  readonly axis: string
  /** What happened, in order. */
  readonly marks: readonly ChartMark[]
  /** What was expected of each. */
  readonly ranges: readonly ExpectedRange[]
  readonly labels: readonly string[]
  readonly height: number
  readonly onOpen: (mark: ChartMark) => void
}

/** What was expected as a bar, what happened as a dot: hollow where it fell below the line. */
export function RangeChart({ name, axis, marks, ranges, labels, height, onOpen }: RangeChartProps) {
  const values = useMemo(
    () => countTicks(Math.max(...ranges.map(({ to }) => to), ...marks.map(({ value }) => value ?? 0), 0)),
    [ranges, marks],
  )
  const valueLabels = useMemo(() => values.map(formatCompact), [values])
  const ticksFor = useCallback(
    (most: number) => {
      const step = Math.max(1, Math.ceil(marks.length / Math.max(1, most)))
      return marks.flatMap(({ start }, i): TimeTick[] =>
        (marks.length - 1 - i) % step === 0 ? [{ at: start, label: labels[i] ?? '' }] : [],
      )
    },
    [marks, labels],
  )
  const draw = useCallback(
    (plot: PlotArea, ticks: readonly TimeTick[]) => (
      <Drawing plot={plot} ticks={ticks} values={values} marks={marks} ranges={ranges} />
    ),
    [values, marks, ranges],
  )
  return <ChartFrame {...{ name, axis, marks, ticksFor, height, valueLabels, onOpen, draw }} />
}

interface DrawingProps extends Pick<RangeChartProps, 'marks' | 'ranges'> {
  readonly plot: PlotArea
  readonly ticks: readonly TimeTick[]
  readonly values: readonly number[]
}

function Drawing({ plot, ticks, values, marks, ranges }: DrawingProps) {
  const top = values.at(-1) ?? 1
  const y = (value: number) => (1 - value / top) * plot.innerHeight
  const band = plot.innerWidth / Math.max(1, marks.length)
  const bar = Math.min(18, band * 0.4)
  const names = new Map(ticks.map(({ at, label }) => [at, label]))
  return (
    <svg width={plot.width} height={plot.height}>
      <title>Forecasts and what happened</title>
      <g transform={`translate(${plot.left} ${plot.top})`}>
        {values.map(value => (
          <g key={value}>
            <line
              x2={plot.innerWidth}
              y1={y(value)}
              y2={y(value)}
              stroke={value === 0 ? 'var(--chart-baseline)' : 'var(--chart-grid)'}
            />
            <text x={-8} y={y(value)} dy="0.355em" textAnchor="end" {...chartText}>
              {formatCompact(value)}
            </text>
          </g>
        ))}
        {marks.map(({ start, value }, i) => {
          const range = ranges[i]
          const middle = (i + 0.5) * band
          const fell = range !== undefined && value !== null && value < range.mark
          return (
            <g key={start} transform={`translate(${middle} 0)`}>
              {range && (
                <>
                  <rect
                    x={-bar / 2}
                    width={bar}
                    y={y(range.to)}
                    height={Math.max(2, y(range.from) - y(range.to))}
                    rx={2}
                    fill="var(--chart-deployments)"
                    fillOpacity={0.28}
                  />
                  <line
                    x1={-bar / 2}
                    x2={bar / 2}
                    y1={y(range.mark)}
                    y2={y(range.mark)}
                    stroke="var(--chart-deployments)"
                    strokeWidth={2}
                  />
                </>
              )}
              {value !== null && (
                <circle
                  cy={y(value)}
                  r={4}
                  stroke="var(--chart-lead-time)"
                  strokeWidth={2}
                  fill={fell ? 'var(--weir-surface)' : 'var(--chart-lead-time)'}
                />
              )}
              {names.has(start) && (
                <text y={plot.innerHeight + 8} dy="0.71em" textAnchor="middle" {...chartText}>
                  {names.get(start)}
                </text>
              )}
            </g>
          )
        })}
      </g>
    </svg>
  )
}
