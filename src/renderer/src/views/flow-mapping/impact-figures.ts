import type { FlowFigures, FlowImpact } from '../../../../shared/model/flow-mapping.ts'
import { formatDuration } from '../../format/duration.ts'
import { formatCount, formatDecimal, formatPercent } from '../../format/number.ts'

export interface FigureRow {
  readonly label: string
  readonly before: string
  readonly after: string
  /** Null: the same. */
  readonly change: string | null
}

interface Figure {
  readonly label: string
  readonly value: (figures: FlowFigures) => number | null
  readonly format: (value: number) => string
  /** How a difference is told where not as a value. */
  readonly formatChange?: (value: number) => string
}

const share = ({ unmapped, issues }: FlowFigures) => (issues === 0 ? null : unmapped / issues)

const formatPoints = (value: number) => `${formatDecimal(value * 100)} points`

const figures: readonly Figure[] = [
  { label: 'Cycle time, median', value: figures => figures.cycleTimeMedianMs, format: formatDuration },
  { label: 'Cycle time, 85% within', value: figures => figures.cycleTimeP85Ms, format: formatDuration },
  { label: 'Issues finished', value: figures => figures.finished, format: formatCount },
  { label: 'In progress now', value: figures => figures.inProgress, format: formatCount },
  { label: 'Issues in flows', value: figures => figures.issues, format: formatCount },
  { label: 'In unmapped statuses now', value: share, format: formatPercent, formatChange: formatPoints },
]

/** The key figures before and after, as a table shows them. Without a value there is no data, never 0. */
export function figureRows({ before, after }: Pick<FlowImpact, 'before' | 'after'>): FigureRow[] {
  return figures.map(({ label, value, format, formatChange = format }) => {
    const [was, is] = [value(before), value(after)]
    const text = (number: number | null) => (number === null ? 'no data' : format(number))
    return { label, before: text(was), after: text(is), change: changeText(was, is, formatChange) }
  })
}

function changeText(was: number | null, is: number | null, format: (value: number) => string): string | null {
  if (was === is) return null
  if (was === null || is === null) return is === null ? 'lost' : 'new'
  const difference = format(Math.abs(is - was))
  return `${is > was ? '+' : '−'}${difference}`
}
