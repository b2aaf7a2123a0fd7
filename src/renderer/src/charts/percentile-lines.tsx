import type { Spread } from '../../../shared/model/flow-metrics.ts'
import { chartText } from './chart-text.ts'
import { fewestForPercentiles } from './fewest-for-percentiles.ts'
import type { PlotArea } from './plot-area.ts'
import { spreadLabels } from './spread-labels.ts'

export interface PercentileLinesProps {
  readonly plot: PlotArea
  readonly spread: Spread
  /** The value (ms) at the plot's top. */
  readonly top: number
  readonly format: (ms: number) => string
}

const percentiles = [
  { name: '50%', of: 'medianMs' },
  { name: '70%', of: 'p70Ms' },
  { name: '85%', of: 'p85Ms' },
  { name: '95%', of: 'p95Ms' },
] as const

/** A line at each percentile, named at its right end. */
export function PercentileLines({ plot, spread, top, format }: PercentileLinesProps) {
  if (spread.items < fewestForPercentiles) return null
  const lines = percentiles.flatMap(({ name, of }) => {
    const ms = spread[of]
    return ms === null || ms > top ? [] : [{ name, ms, y: (1 - ms / top) * plot.innerHeight }]
  })
  const places = spreadLabels(
    lines.map(({ y }) => y),
    13,
    plot.innerHeight,
  )
  return lines.map(({ name, ms, y }, index) => (
    <g key={name}>
      <line x2={plot.innerWidth} y1={y} y2={y} stroke="var(--chart-text)" strokeDasharray="4 4" strokeOpacity={0.8} />
      <text x={plot.innerWidth + 8} y={places[index] ?? y} dy="0.355em" {...chartText}>
        <tspan fontWeight={600}>{name}</tspan> {format(ms)}
      </text>
    </g>
  ))
}
