import { Button } from '@mantine/core'
import type { FlowNoData } from '../../../../../shared/model/flow-metrics.ts'
import classes from '../../overview/cards/cards.module.css'
import type { FlowRemedy } from '../flow-context.ts'
import { flowRemedyLabels, missingFlowInput } from '../flow-no-data.ts'

export interface FlowNoDataNoteProps {
  readonly reason: FlowNoData
  readonly onRemedy: (remedy: FlowRemedy) => void
  /** The room (px) it takes: as much as the chart it stands for. */
  readonly height: number
}

/** Why there is no number, and the way to one. */
export function FlowNoDataNote({ reason, onRemedy, height }: FlowNoDataNoteProps) {
  const { reason: why, advice, remedy } = missingFlowInput[reason]
  return (
    <div className={classes['no-data']} role="note" style={{ minHeight: height }}>
      <p className={classes['no-data-reason']}>{why}</p>
      <p>{advice}</p>
      {remedy && (
        <Button size="compact-sm" variant="default" onClick={() => onRemedy(remedy)}>
          {flowRemedyLabels[remedy]}
        </Button>
      )}
    </div>
  )
}
