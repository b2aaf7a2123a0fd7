import type { JobSummary } from '../../../../shared/model/job.ts'
import { useHeld } from '../../api/use-orchestrator.ts'
import { usePreferences } from '../../api/use-preferences.ts'
import { Countdown } from '../../components/countdown.tsx'
import classes from './job-card.module.css'
import { nextStartReason, whyNoStart } from './next-start-text.ts'

/** When a job starts by itself and why, or why it does not. */
export function NextStart({ job }: { readonly job: JobSummary }) {
  const preferences = usePreferences()
  const held = useHeld()
  const { nextRunAt, nextRunBy } = job
  if (nextRunAt !== null && nextRunBy !== null) {
    return (
      <p className={classes['next']}>
        Next start <Countdown at={nextRunAt} />, {nextStartReason({ ...job, nextRunBy }, preferences)}
      </p>
    )
  }
  if (job.waitsForUser) {
    return (
      <p className={classes['next']}>
        <strong className={classes['waits']}>Waits for you.</strong> It is tried again once the connection is edited and
        verified.
      </p>
    )
  }
  const reason = whyNoStart(job, held, preferences)
  return reason === null ? null : <p className={classes['next']}>{reason}</p>
}
