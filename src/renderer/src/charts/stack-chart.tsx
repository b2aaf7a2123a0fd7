import { useCallback, useMemo } from 'react'
import { Area, ComposedChart } from 'recharts'
import { formatCompact } from '../format/number.ts'
import { axes } from './axes.tsx'
import { ChartFrame } from './chart-frame.tsx'
import type { ChartMark } from './chart-mark.ts'
import type { PlotArea } from './plot-area.ts'
import type { TimeTick } from './time-ticks.ts'
import { useCountValues } from './use-count-values.ts'

/** One of the layers, from the bottom up. */
export interface StackLayer {
  readonly key: string
  readonly color: string
  /** Its height at each mark. */
  readonly values: readonly number[]
}

export interface StackChartProps {
  readonly name: string
  readonly marks: readonly ChartMark[]
  readonly layers: readonly StackLayer[]
  readonly ticksFor: (most: number) => readonly TimeTick[]
  readonly height: number
  /** The layer that was clicked; null when the whole mark was opened by key. */
  readonly onOpen: (mark: ChartMark, layer: string | null) => void
}

/** Counts of several kinds on top of each other, over time. */
export function StackChart({ name, marks, layers, ticksFor, height, onOpen }: StackChartProps) {
  const totals = useMemo(
    () => marks.map((_, i) => layers.reduce((sum, layer) => sum + (layer.values[i] ?? 0), 0)),
    [marks, layers],
  )
  const { values, valueLabels } = useCountValues(totals)
  const rows = useMemo(
    () =>
      marks.map(({ start }, i) => ({
        start,
        ...Object.fromEntries(layers.map(layer => [layer.key, layer.values[i] ?? 0])),
      })),
    [marks, layers],
  )
  const draw = useCallback(
    (plot: PlotArea, ticks: readonly TimeTick[]) => (
      <ComposedChart
        width={plot.width}
        height={plot.height}
        data={rows}
        margin={{ top: plot.top, right: 0, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        {axes(plot, ticks, values, formatCompact)}
        {layers.map(({ key, color }) => (
          <Area
            key={key}
            dataKey={key}
            stackId="all"
            type="linear"
            stroke={color}
            strokeWidth={1}
            fill={color}
            fillOpacity={0.55}
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
        ))}
      </ComposedChart>
    ),
    [rows, values, layers],
  )
  const open = (mark: ChartMark, up: number | null) => {
    const index = marks.findIndex(({ start }) => start === mark.start)
    onOpen(mark, up === null ? null : layerAt(layers, index, up * (values.at(-1) ?? 1)))
  }
  return <ChartFrame {...{ name, marks, ticksFor, height, valueLabels, draw }} onOpen={open} />
}

/** The layer that lies at a height above a mark; null above them all. */
export function layerAt(layers: readonly StackLayer[], index: number, height: number): string | null {
  let top = 0
  for (const { key, values } of layers) {
    top += values[index] ?? 0
    if (height <= top) return key
  }
  return null
}
