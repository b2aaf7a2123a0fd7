import type { OrchestratorStatus } from '../../../../../shared/model/orchestrator.ts'
import { Countdown } from '../../../components/countdown.tsx'
import classes from './head.module.css'

/** When the next cycle starts. */
export function CycleMark({ status: { held, nextCycleAt } }: { readonly status: OrchestratorStatus }) {
  return (
    <p className={classes['cycle']}>
      {held ? (
        'Everything is paused'
      ) : nextCycleAt === null ? (
        'Cycles are off'
      ) : (
        <>
          Next cycle <Countdown at={nextCycleAt} />
        </>
      )}
    </p>
  )
}
