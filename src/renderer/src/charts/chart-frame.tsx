import { useElementSize } from '@mantine/hooks'
import { type CSSProperties, type ReactNode, useMemo } from 'react'
import classes from './chart.module.css'
import type { ChartMark } from './chart-mark.ts'
import { ChartTable } from './chart-table.tsx'
import { HitColumns } from './hit-columns.tsx'
import { type PlotArea, plotArea } from './plot-area.ts'
import type { TimeTick } from './time-ticks.ts'
import './palette.css'

export interface ChartFrameProps {
  /** What the chart shows: its accessible name and its table's caption. */
  readonly name: string
  readonly marks: readonly ChartMark[]
  /** The labels under the marks, at most so many. */
  readonly ticksFor: (most: number) => readonly TimeTick[]
  /** What the marks are called together, as the head of the table's first column; "Time" unless told otherwise. */
  readonly axis?: string
  readonly height: number
  readonly valueLabels: readonly string[]
  /** `up` is where in the column was clicked, 0..1 from its bottom; null for a key. */
  readonly onOpen: (mark: ChartMark, up: number | null) => void
  readonly draw: (plot: PlotArea, ticks: readonly TimeTick[]) => ReactNode
}

/**
 * What all charts over buckets and bins share: a drawing that is hidden from assistive technology, one focusable column over each
 * bucket that tells and opens it, and the same numbers as a table.
 */
export function ChartFrame(props: ChartFrameProps) {
  const { name, marks, ticksFor, axis, height, valueLabels, onOpen, draw } = props
  const { ref, width } = useElementSize()
  const plot = useMemo(() => plotArea(width, height, valueLabels), [width, height, valueLabels])
  const ticks = useMemo(() => ticksFor(Math.floor(plot.innerWidth / 68)), [ticksFor, plot.innerWidth])
  const drawing = useMemo(() => (width > 0 ? draw(plot, ticks) : null), [width, draw, plot, ticks])
  const inset: CSSProperties = { left: plot.left, top: plot.top, width: plot.innerWidth, height: plot.innerHeight }
  return (
    <figure className={classes['figure']} aria-label={name}>
      <div ref={ref} className={classes['frame']} style={{ height }}>
        <div aria-hidden className={classes['drawing']}>
          {drawing}
        </div>
        {width > 0 && (
          <div className={classes['columns']} style={inset}>
            <HitColumns name={name} marks={marks} onOpen={onOpen} />
          </div>
        )}
      </div>
      <ChartTable name={name} marks={marks} axis={axis} />
    </figure>
  )
}
