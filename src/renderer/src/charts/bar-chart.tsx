import { useCallback } from 'react'
import { Bar, ComposedChart } from 'recharts'
import type { Bucket } from '../../../shared/model/metrics.ts'
import { formatCompact } from '../format/number.ts'
import { axes } from './axes.tsx'
import { ChartFrame } from './chart-frame.tsx'
import type { ChartMark } from './chart-mark.ts'
import type { PlotArea } from './plot-area.ts'
import type { TimeTick } from './time-ticks.ts'
import { useBars } from './use-bars.ts'
import { useTimeTicks } from './use-time-ticks.ts'

export interface BarChartProps {
  readonly name: string
  readonly marks: readonly ChartMark[]
  readonly bucket: Bucket
  readonly timeZone: string
  readonly height: number
  readonly color: string
  readonly onOpen: (mark: ChartMark) => void
}

/** Counts per bucket as bars; a bucket that the period cuts is drawn lighter. */
export function BarChart({ name, marks, bucket, timeZone, height, color, onOpen }: BarChartProps) {
  const { rows, values, valueLabels } = useBars(marks)
  const timeTicksFor = useTimeTicks(marks, bucket, timeZone)
  const draw = useCallback(
    (plot: PlotArea, ticks: readonly TimeTick[]) => (
      <ComposedChart
        width={plot.width}
        height={plot.height}
        data={rows}
        margin={{ top: plot.top, right: 0, bottom: 0, left: 0 }}
        barCategoryGap={rows.length > 120 ? '8%' : '22%'}
        accessibilityLayer={false}
      >
        {axes(plot, ticks, values, formatCompact)}
        <Bar
          dataKey="whole"
          stackId="all"
          fill={color}
          maxBarSize={30}
          radius={[2, 2, 0, 0]}
          isAnimationActive={false}
        />
        <Bar
          dataKey="part"
          stackId="all"
          fill={color}
          fillOpacity={0.5}
          maxBarSize={30}
          radius={[2, 2, 0, 0]}
          isAnimationActive={false}
        />
      </ComposedChart>
    ),
    [rows, values, color],
  )
  return <ChartFrame {...{ name, marks, ticksFor: timeTicksFor, height, valueLabels, onOpen, draw }} />
}
