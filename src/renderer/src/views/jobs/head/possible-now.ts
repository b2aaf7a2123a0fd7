import type { JobSummary } from '../../../../../shared/model/job.ts'

type Facts = Pick<JobSummary, 'state' | 'queuePosition' | 'connectionEnabled' | 'activeSources' | 'waitsForUser'>

/** Why “Sync all” would do nothing; null when it would start something. */
export function whyNotSyncAll(jobs: readonly Facts[], held: boolean): string | null {
  if (held) return 'Everything is paused: choose “Resume all” first'
  if (jobs.some(isStartable)) return null
  return 'Every job is at work, waiting, paused, switched off or waits for you'
}

function isStartable({ state, queuePosition, connectionEnabled, activeSources, waitsForUser }: Facts): boolean {
  const idle = state !== 'RUNNING' && state !== 'PAUSED' && queuePosition === null
  return idle && connectionEnabled && activeSources > 0 && !waitsForUser
}

/** Whether a job is paused and does not wait to go on. */
export const hasSinglePauses = (jobs: readonly Pick<JobSummary, 'state' | 'queuePosition'>[]): boolean =>
  jobs.some(({ state, queuePosition }) => state === 'PAUSED' && queuePosition === null)
