import { useCallback, useMemo } from 'react'
import { Area, ComposedChart } from 'recharts'
import type { Bucket } from '../../../shared/model/metrics.ts'
import { axes } from './axes.tsx'
import { ChartFrame } from './chart-frame.tsx'
import type { ChartMark } from './chart-mark.ts'
import { linePoints } from './line-points.ts'
import type { PlotArea } from './plot-area.ts'
import type { TimeTick } from './time-ticks.ts'
import { useTimeTicks } from './use-time-ticks.ts'

export interface LineChartProps {
  readonly name: string
  readonly marks: readonly ChartMark[]
  readonly bucket: Bucket
  readonly timeZone: string
  readonly height: number
  readonly color: string
  /** The labels of the value axis, from 0 to at least the largest value. */
  readonly ticksFor: (max: number) => number[]
  readonly format: (value: number) => string
  readonly onOpen: (mark: ChartMark) => void
}

/** Values per bucket as a line over an area. Buckets without a value leave a gap: nothing is drawn across it. */
export function LineChart(props: LineChartProps) {
  const { name, marks, bucket, timeZone, height, color, ticksFor, format, onOpen } = props
  const values = useMemo(() => ticksFor(Math.max(0, ...marks.map(mark => mark.value ?? 0))), [marks, ticksFor])
  const valueLabels = useMemo(() => values.map(format), [values, format])
  const points = useMemo(() => linePoints(marks), [marks])
  const timeTicksFor = useTimeTicks(marks, bucket, timeZone)
  const draw = useCallback(
    (plot: PlotArea, ticks: readonly TimeTick[]) => (
      <ComposedChart
        width={plot.width}
        height={plot.height}
        data={points}
        margin={{ top: plot.top, right: 0, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        {axes(plot, ticks, values, format)}
        <Area
          dataKey="value"
          type="linear"
          connectNulls={false}
          stroke={color}
          strokeWidth={2}
          fill={color}
          fillOpacity={0.1}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
        <Area
          dataKey="dot"
          stroke="none"
          fill="none"
          dot={{ r: 2.5, fill: color, fillOpacity: 1, stroke: 'none' }}
          activeDot={false}
          isAnimationActive={false}
        />
      </ComposedChart>
    ),
    [points, values, color, format],
  )
  return <ChartFrame {...{ name, marks, ticksFor: timeTicksFor, height, valueLabels, onOpen, draw }} />
}
