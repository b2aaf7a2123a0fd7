import type { JobSummary } from '../../../../shared/model/job.ts'
import type { PreferenceValues } from '../../../../shared/model/preferences.ts'
import { scheduleText } from './schedule/presets.ts'

type Planned = Pick<JobSummary, 'retries' | 'schedule'> & { readonly nextRunBy: NonNullable<JobSummary['nextRunBy']> }

/** Why a job starts when it does: `with the cycle`, `retry 2 of 3`, `by its own schedule (every hour)`. */
export function nextStartReason({ nextRunBy, retries, schedule }: Planned, { retryTries }: PreferenceValues): string {
  switch (nextRunBy) {
    case 'cycle':
      return 'with the cycle'
    case 'schedule':
      return schedule === null ? 'by its own schedule' : `by its own schedule: ${midSentence(scheduleText(schedule))}`
    case 'retry':
      return `retry ${retries + 1} of ${Math.max(retryTries, retries + 1)}`
  }
}

type Idle = Pick<JobSummary, 'state' | 'queuePosition' | 'connectionEnabled' | 'activeSources' | 'schedule'>

/** Why a job that neither runs nor waits does not start by itself; null where its state says enough. */
export function whyNoStart(
  { state, queuePosition, connectionEnabled, activeSources, schedule }: Idle,
  held: boolean,
  { cycleMinutes }: PreferenceValues,
): string | null {
  if (state === 'RUNNING') return null
  if (!connectionEnabled) return 'Does not start: the connection is disabled.'
  if (activeSources === 0) return 'Does not start: nothing is chosen to sync.'
  if (state === 'PAUSED' && queuePosition === null && !held) return 'Stays paused until you resume it.'
  if (queuePosition !== null || held) return null
  if (schedule !== null) return 'Its own schedule never starts it.'
  return cycleMinutes === null ? 'Starts by hand only: cycles are off.' : null
}

const midSentence = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
