import { type Finding, failing, healthy, warning } from './finding.ts'

/** A free lane takes the next job at once: one that waits so long beside it is stuck. */
export const stuckAfterMs = 2 * 60_000
/** A first load of large repositories takes an hour or two. */
export const longWaitMs = 6 * 3_600_000

export interface QueueMeasure {
  readonly held: boolean
  readonly running: number
  /** Since when each waiting job waits, epoch ms. */
  readonly waitingSince: readonly number[]
  /** How long jobs have been seen to wait while nothing ran and nothing held them. */
  readonly idleMs: number
}

export function judgeQueue({ held, running, waitingSince, idleMs }: QueueMeasure, now: number): Finding {
  const waiting = waitingSince.length
  const longestWaitMs = Math.max(0, ...waitingSince.map(since => now - since))
  const facts = { held, running, waiting, longestWaitMs }
  if (held)
    return warning('Everything is paused: no sync starts until you resume.', 'Resume all when it suits you.', facts)
  if (idleMs > stuckAfterMs)
    return failing(
      'Jobs wait although nothing runs.',
      'Restart Weir. If that does not help, report it with the log.',
      facts,
    )
  if (longestWaitMs > longWaitMs)
    return warning(
      'A job has waited for its turn for more than six hours.',
      'Look at the job that runs: pause it to let the others go first.',
      facts,
    )
  return healthy(waiting === 0 ? 'No job waits.' : 'Jobs wait for their turn.', facts)
}
