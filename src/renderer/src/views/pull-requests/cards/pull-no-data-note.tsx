import { Button } from '@mantine/core'
import type { PullNoData } from '../../../../../shared/model/pull-requests.ts'
import classes from '../../overview/cards/cards.module.css'
import type { PullContext } from '../pull-context.ts'
import { missingPulls, pullRemedyLabels } from '../pull-no-data.ts'

export interface PullNoDataNoteProps {
  readonly reason: PullNoData
  readonly onRemedy: PullContext['onRemedy']
  /** The room (px) it takes: as much as the chart it stands for. */
  readonly height: number
}

/** Why there is no number, and the way to one. */
export function PullNoDataNote({ reason, onRemedy, height }: PullNoDataNoteProps) {
  const { reason: why, advice, remedy } = missingPulls[reason]
  return (
    <div className={classes['no-data']} role="note" style={{ minHeight: height }}>
      <p className={classes['no-data-reason']}>{why}</p>
      <p>{advice}</p>
      {remedy && (
        <Button size="compact-sm" variant="default" onClick={() => onRemedy(remedy)}>
          {pullRemedyLabels[remedy]}
        </Button>
      )}
    </div>
  )
}
