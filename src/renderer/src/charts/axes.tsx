import { CartesianGrid, XAxis, YAxis } from 'recharts'
import { chartText } from './chart-text.ts'
import type { PlotArea } from './plot-area.ts'
import { TimeLabel } from './time-label.tsx'
import type { TimeTick } from './time-ticks.ts'

/** The grid and both axes of a chart over buckets. A plain function: recharts wants its parts as direct children. */
export function axes(
  plot: PlotArea,
  ticks: readonly TimeTick[],
  values: readonly number[],
  format: (value: number) => string,
) {
  const labels = new Map(ticks.map(tick => [tick.at, tick.label]))
  const top = values.at(-1) ?? 1
  return (
    <>
      <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
      <XAxis
        dataKey="start"
        scale="band"
        ticks={ticks.map(tick => tick.at)}
        interval={0}
        tick={({ x, y, payload }) => (
          <TimeLabel x={x} y={y} label={labels.get(Number(payload.value)) ?? ''} plot={plot} />
        )}
        tickLine={false}
        axisLine={{ stroke: 'var(--chart-baseline)' }}
        height={plot.bottom}
      />
      <YAxis
        domain={[0, top]}
        ticks={[...values]}
        interval={0}
        tickFormatter={format}
        tick={chartText}
        tickLine={false}
        axisLine={false}
        width={plot.left}
      />
    </>
  )
}
