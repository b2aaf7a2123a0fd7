import { useDroppable } from '@dnd-kit/core'
import type { FlowStep } from '../../../../shared/model/flow.ts'
import type { FlowStepId } from '../../../../shared/model/ids.ts'
import { formatNoun } from '../../format/number.ts'
import classes from './flow-board.module.css'
import type { PlacedStatus } from './placed-statuses.ts'
import { StatusCard } from './status-card.tsx'

export interface StatusTrayProps {
  readonly statuses: readonly PlacedStatus[]
  readonly steps: readonly FlowStep[]
  readonly onMove: (status: PlacedStatus, to: FlowStepId | null) => void
}

/** The statuses no step has: time in them is shown as a step “Unmapped”. */
export function StatusTray({ statuses, steps, onMove }: StatusTrayProps) {
  const { setNodeRef, isOver } = useDroppable({ id: 'unmapped' })
  return (
    <section
      ref={setNodeRef}
      className={classes['tray']}
      data-over={isOver || undefined}
      data-empty={statuses.length === 0 || undefined}
      aria-label="Not mapped"
    >
      <div className={classes['trayHead']}>
        <h2 className={classes['trayTitle']}>Not mapped</h2>
        <p className={classes['trayNote']}>{trayText(statuses)}</p>
      </div>
      {statuses.length > 0 && (
        <ul className={classes['trayCards']}>
          {statuses.map(status => (
            <StatusCard key={status.key} status={status} steps={steps} onMove={to => onMove(status, to)} />
          ))}
        </ul>
      )}
    </section>
  )
}

function trayText(statuses: readonly PlacedStatus[]): string {
  if (statuses.length === 0) return 'Every status of this flow has a step. Drop one here to take it out.'
  const gone = statuses.filter(status => status.historyOnly).length
  const now = statuses.reduce((sum, status) => sum + status.now, 0)
  const which = formatNoun(statuses.length, 'status', 'statuses') + (gone > 0 ? ` (${gone} no longer listed)` : '')
  return `${which} with ${formatNoun(now, 'issue')} now. Time in ${statuses.length === 1 ? 'it' : 'them'} counts for no step.`
}
