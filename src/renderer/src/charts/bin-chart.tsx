import { useCallback } from 'react'
import { Bar, ComposedChart } from 'recharts'
import { formatCompact } from '../format/number.ts'
import { axes } from './axes.tsx'
import { ChartFrame } from './chart-frame.tsx'
import type { ChartMark } from './chart-mark.ts'
import type { PlotArea } from './plot-area.ts'
import type { TimeTick } from './time-ticks.ts'
import { useBars } from './use-bars.ts'

export interface BinChartProps {
  readonly name: string
  /** The bins in order; `start` tells them apart. */
  readonly marks: readonly ChartMark[]
  /** The short label under each bin, in the marks' order. */
  readonly labels: readonly string[]
  /** What the bins are of: "Cycle time". */
  readonly axis: string
  readonly height: number
  readonly color: string
  readonly onOpen: (mark: ChartMark) => void
}

/** How values are distributed: a bar per bin. A bin marked as partial is drawn lighter. */
export function BinChart({ name, marks, labels, axis, height, color, onOpen }: BinChartProps) {
  const { rows, values, valueLabels } = useBars(marks)
  const ticksFor = useCallback(
    (most: number) => {
      const step = Math.max(1, Math.ceil(marks.length / Math.max(1, most)))
      return marks.flatMap(({ start }, index): TimeTick[] =>
        index % step === 0 ? [{ at: start, label: labels[index] ?? '' }] : [],
      )
    },
    [marks, labels],
  )
  const draw = useCallback(
    (plot: PlotArea, ticks: readonly TimeTick[]) => (
      <ComposedChart
        width={plot.width}
        height={plot.height}
        data={rows}
        margin={{ top: plot.top, right: 0, bottom: 0, left: 0 }}
        barCategoryGap="8%"
        accessibilityLayer={false}
      >
        {axes(plot, ticks, values, formatCompact)}
        <Bar dataKey="whole" stackId="all" fill={color} radius={[2, 2, 0, 0]} isAnimationActive={false} />
        <Bar
          dataKey="part"
          stackId="all"
          fill={color}
          fillOpacity={0.45}
          radius={[2, 2, 0, 0]}
          isAnimationActive={false}
        />
      </ComposedChart>
    ),
    [rows, values, color],
  )
  return <ChartFrame {...{ name, marks, ticksFor, axis, height, valueLabels, onOpen, draw }} />
}
