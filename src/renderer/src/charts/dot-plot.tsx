import { useElementSize } from '@mantine/hooks'
import { type ReactNode, useMemo } from 'react'
import classes from './chart.module.css'
import { chartText } from './chart-text.ts'
import { DotHits } from './dot-hits.tsx'
import { dotGroups, type PlacedDot } from './dot-path.ts'
import { DotTable, type DotTexts } from './dot-table.tsx'
import { type PlotArea, plotArea } from './plot-area.ts'
import './palette.css'

/** A dot as it is placed, 0..1 from the left and from the bottom, and as it is told. */
export interface Dot {
  readonly across: number
  readonly up: number
  readonly items: number
  /** Its width, 0..1 of the plot's, where it is drawn as a bar; 0 is a dot. */
  readonly breadth?: number
  /** What it is, shortly: `WEB-12: 4 d 2 h`. */
  readonly name: string
  /** More about it, for the tip. */
  readonly facts: readonly { readonly name: string; readonly value: string }[]
}

export interface Label {
  /** 0..1 along its axis. */
  readonly at: number
  readonly text: string
}

export interface DotPlotProps {
  readonly name: string
  readonly dots: readonly Dot[]
  readonly texts: DotTexts
  readonly height: number
  readonly color: string
  /** Under the plot, in their order; as many as there is room for. */
  readonly acrossLabels: (most: number) => readonly Label[]
  readonly upLabels: readonly Label[]
  /** Room (px) kept at the right for the labels of what `behind` draws. */
  readonly right?: number
  /** Drawn behind the dots: bands, lines. */
  readonly behind?: (plot: PlotArea) => ReactNode
  /** Drawn over them: lines they must not hide. */
  readonly over?: (plot: PlotArea) => ReactNode
  readonly onOpen: (index: number) => void
}

/** Items as dots over two axes: each tells what it is and opens it, by pointer or key; thousands of them cost a few nodes. */
export function DotPlot(props: DotPlotProps) {
  const { name, dots, texts, height, color, acrossLabels, upLabels, right = 0, behind, over, onOpen } = props
  const { ref, width } = useElementSize()
  const plot = useMemo(() => {
    const area = plotArea(
      width,
      height,
      upLabels.map(label => label.text),
    )
    return { ...area, innerWidth: Math.max(0, area.innerWidth - right) }
  }, [width, height, upLabels, right])
  const placed = useMemo(
    (): readonly PlacedDot[] =>
      dots.map(({ across, up, items, breadth = 0 }) => ({
        x: across * plot.innerWidth,
        y: (1 - up) * plot.innerHeight,
        items,
        width: breadth * plot.innerWidth,
      })),
    [dots, plot.innerWidth, plot.innerHeight],
  )
  const few = dots.length < 200
  const drawing = useMemo(
    () => (
      <svg width={width} height={height} aria-hidden>
        <g transform={`translate(${plot.left} ${plot.top})`}>
          <Grid plot={plot} labels={upLabels} />
          {behind?.(plot)}
          <AcrossLabels plot={plot} labels={acrossLabels(Math.floor(plot.innerWidth / 68))} />
          {dotGroups(placed).map(({ diameter, path }) => (
            <path
              key={diameter}
              d={path}
              stroke={color}
              strokeWidth={few ? diameter + 2 : diameter}
              strokeLinecap="round"
              strokeOpacity={few ? 0.8 : 0.62}
            />
          ))}
          {over?.(plot)}
        </g>
      </svg>
    ),
    [width, height, plot, upLabels, behind, over, acrossLabels, placed, few, color],
  )
  return (
    <figure className={classes['figure']} aria-label={name}>
      <div ref={ref} className={classes['frame']} style={{ height }}>
        <div className={classes['drawing']}>{width > 0 && drawing}</div>
        {width > 0 && (
          <div
            className={classes['columns']}
            style={{ left: plot.left, top: plot.top, width: plot.innerWidth, height: plot.innerHeight }}
          >
            <DotHits name={name} dots={dots} placed={placed} plot={plot} onOpen={onOpen} />
          </div>
        )}
      </div>
      <DotTable name={name} texts={texts} />
    </figure>
  )
}

function Grid({ plot, labels }: { readonly plot: PlotArea; readonly labels: readonly Label[] }) {
  return labels.map(({ at, text }) => {
    const y = (1 - at) * plot.innerHeight
    return (
      <g key={at}>
        <line x2={plot.innerWidth} y1={y} y2={y} stroke={at === 0 ? 'var(--chart-baseline)' : 'var(--chart-grid)'} />
        <text x={-8} y={y} dy="0.355em" textAnchor="end" {...chartText}>
          {text}
        </text>
      </g>
    )
  })
}

function AcrossLabels({ plot, labels }: { readonly plot: PlotArea; readonly labels: readonly Label[] }) {
  return labels.map(({ at, text }) => (
    <text
      key={at}
      x={Math.min(at * plot.innerWidth, plot.width - plot.left - text.length * 3.3)}
      y={plot.innerHeight + 8}
      dy="0.71em"
      textAnchor="middle"
      {...chartText}
    >
      {text}
    </text>
  ))
}
