import { useMemo } from 'react'
import { chartMarks, type Reading, type Span } from '../../../charts/chart-mark.ts'
import { LineChart, type LineChartProps } from '../../../charts/line-chart.tsx'
import { within } from '../../flow-metrics/within.ts'
import type { Period, PullContext } from '../pull-context.ts'

export interface PullTrendProps<Bucket extends Span>
  extends Pick<LineChartProps, 'name' | 'height' | 'color' | 'ticksFor' | 'format'> {
  readonly context: PullContext
  readonly buckets: readonly Bucket[]
  /** What a bucket says; the same function at every drawing. */
  readonly read: (bucket: Bucket) => Reading
  /** Opens what is behind a bucket. */
  readonly onOpen: (name: string, period: Period) => void
}

/** How a number moves from bucket to bucket. */
export function PullTrend<Bucket extends Span>({ context, buckets, read, onOpen, ...chart }: PullTrendProps<Bucket>) {
  const { filter } = context.chosen
  const marks = useMemo(() => chartMarks(buckets, filter, read), [buckets, filter, read])
  return (
    <LineChart
      {...chart}
      marks={marks}
      bucket={filter.bucket}
      timeZone={filter.timeZone}
      onOpen={mark => onOpen(mark.name, within(filter, mark))}
    />
  )
}
