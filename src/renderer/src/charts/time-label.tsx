import type { XAxisTickContentProps } from 'recharts'
import { chartText } from './chart-text.ts'
import type { PlotArea } from './plot-area.ts'

/** The room (px) half a character takes at the size of a chart's labels. */
const halfCharacterPx = 3.3

export interface TimeLabelProps extends Pick<XAxisTickContentProps, 'x' | 'y'> {
  readonly label: string
  readonly plot: PlotArea
}

/** The label under a bucket, in its middle, or as near to it as the chart's right edge lets it be read. */
export function TimeLabel({ x, y, label, plot }: TimeLabelProps) {
  const right = plot.width - label.length * halfCharacterPx
  return (
    <text x={Math.min(Number(x), right)} y={Number(y)} dy="0.71em" textAnchor="middle" {...chartText}>
      {label}
    </text>
  )
}
