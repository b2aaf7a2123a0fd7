import { Button } from '@mantine/core'
import classes from './cards.module.css'

export interface MissingNoteProps {
  /** The input that is missing. */
  readonly reason: string
  readonly advice: string
  /** What can be done about it at once; null where nothing can. */
  readonly remedy: { readonly label: string; readonly onChoose: () => void } | null
  /** The room (px) it takes: as much as the chart it stands for. */
  readonly height: number
}

/** Why there is no number, and the way to one. */
export const MissingNote = ({ reason, advice, remedy, height }: MissingNoteProps) => (
  <div className={classes['no-data']} role="note" style={{ minHeight: height }}>
    <p className={classes['no-data-reason']}>{reason}</p>
    <p>{advice}</p>
    {remedy && (
      <Button size="compact-sm" variant="default" onClick={remedy.onChoose}>
        {remedy.label}
      </Button>
    )}
  </div>
)
