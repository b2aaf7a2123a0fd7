import { type Fault, transientFaults, userFaults } from '../../shared/contract/faults.ts'
import type { JobEvent, JobStatus } from './job-state.ts'

/** How a failed job comes back by itself. */
export interface Retry {
  /** How often it was tried again since it was last asked for. */
  readonly retries: number
  /** When it is tried again; null when it is not. */
  readonly retryAt: number | null
}

export interface RetrySettings {
  readonly retryMinutes: number
  /** Tries in a row. */
  readonly retryTries: number
}

/** What an event means for a job's retries; `status` is the job's after it. */
export function retryAfter(
  before: Retry,
  event: JobEvent,
  status: JobStatus,
  { retryMinutes, retryTries }: RetrySettings,
  now: number,
): Retry {
  if (event.type === 'runRequested') {
    return { retries: event.trigger === 'retry' ? before.retries + 1 : 0, retryAt: null }
  }
  if (event.type !== 'ended' && event.type !== 'interrupted' && event.type !== 'forceStopRequested') return before
  switch (status.state) {
    case 'FINISHED':
      return { retries: 0, retryAt: null }
    case 'FAILED': {
      const again = canHeal(status.fault) && before.retries < retryTries
      return { ...before, retryAt: again ? now + retryMinutes * 60_000 : null }
    }
    default:
      return before
  }
}

/** Whether a retry is due. One further away than an interval was set before the clock was set back. */
export function isRetryDue(retryAt: number | null, { retryMinutes }: RetrySettings, now: number): boolean {
  return retryAt !== null && (retryAt <= now || retryAt > now + 2 * retryMinutes * 60_000)
}

const canHeal = (fault: Fault | null) => fault !== null && transientFaults.has(fault.code)

/** Whether a failed job waits until the user has mended something. */
export const waitsForUser = ({ state, fault }: Pick<JobStatus, 'state' | 'fault'>): boolean =>
  state === 'FAILED' && fault !== null && userFaults.has(fault.code)
