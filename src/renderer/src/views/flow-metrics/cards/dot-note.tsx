import { formatNoun } from '../../../format/number.ts'
import classes from '../flow-metrics.module.css'

export interface DotNoteProps {
  /** A mark stands for several issues. */
  readonly gathered: boolean
  readonly shape?: 'dot' | 'bar'
  /** How many issues lie beyond the axis, and where it ends. */
  readonly beyond: number
  readonly top: string
}

/** What cannot be seen of dots: that one stands for several, or that some lie beyond the axis. Nothing where neither is so. */
export function DotNote({ gathered, shape = 'dot', beyond, top }: DotNoteProps) {
  const notes = [
    gathered &&
      (shape === 'dot'
        ? 'Too many to draw each: the larger a dot, the more issues it stands for.'
        : 'Too many to draw each: the longer a bar, the more issues of that age.'),
    beyond > 0 && `${formatNoun(beyond, 'issue')} above ${top} at the upper edge.`,
  ].filter(note => note !== false)
  if (notes.length === 0) return null
  return <p className={classes['dot-note']}>{notes.join(' ')}</p>
}
