import { Button } from '@mantine/core'
import type { NoData } from '../../../../../shared/model/metrics.ts'
import { missingInput, type Remedy } from '../no-data.ts'
import classes from './cards.module.css'

export interface NoDataNoteProps {
  readonly reason: NoData
  readonly onRemedy: (remedy: Remedy) => void
  /** Data are being read now: what is missing may still come. */
  readonly syncing: boolean
  /** The room (px) it takes: as much as the chart it stands for. */
  readonly height: number
}

const remedyLabels: Readonly<Record<Remedy, string>> = {
  repositories: 'Open connections',
  rule: 'Edit deployment rule',
  incidents: 'Edit incident rules',
  period: 'Show the whole history',
}

/** Why there is no number, and the way to one. */
export function NoDataNote({ reason, onRemedy, syncing, height }: NoDataNoteProps) {
  const { reason: why, advice, remedy } = missingInput[reason]
  return (
    <div className={classes['no-data']} role="note" style={{ minHeight: height }}>
      <p className={classes['no-data-reason']}>{why}</p>
      <p>{syncing ? 'A sync is running: numbers appear as soon as there are any.' : advice}</p>
      {!syncing && (
        <Button size="compact-sm" variant="default" onClick={() => onRemedy(remedy)}>
          {remedyLabels[remedy]}
        </Button>
      )}
    </div>
  )
}
