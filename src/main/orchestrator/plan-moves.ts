import type { Move } from './job-moves.ts'
import type { JobRow } from './job-rows.ts'
import { type JobEvent, transition } from './job-state.ts'
import { type RetrySettings, retryAfter } from './retry.ts'

/** An event that has come to a job. */
export interface Happening {
  readonly job: JobRow
  readonly event: JobEvent
  /** When its run began or ended by it. */
  readonly at: number
}

/** What an event makes of a job: `move` is null when it changes nothing; `refusal` is the hint when its state does not allow it. */
export interface PlannedMove {
  readonly job: JobRow
  readonly move: Move | null
  readonly refusal: string | null
}

/** Plans the moves of several jobs; those that begin to wait get the places from `firstPlace` on, in the order given. */
export function planMoves(
  happenings: readonly Happening[],
  {
    settings,
    firstPlace,
    now,
  }: { readonly settings: RetrySettings; readonly firstPlace: number; readonly now: number },
): readonly PlannedMove[] {
  let free = firstPlace
  return happenings.map(({ job, event, at }): PlannedMove => {
    const result = transition(job.status, event)
    if (result.type === 'refused') return { job, move: null, refusal: result.hint }
    const { job: status, effects } = result
    if (status === job.status) return { job, move: null, refusal: null }
    const retry = retryAfter(job, event, status, settings, now)
    const place = status.queued === null ? null : (job.place ?? free++)
    return { job, move: { job, status, effects, place, retry, at }, refusal: null }
  })
}
