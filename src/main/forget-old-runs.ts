import type { Maintenance } from './metrics/maintenance.ts'
import type { Clock, Preferences } from './ports.ts'

export interface ForgettingParts {
  readonly maintenance: Pick<Maintenance, 'forgetRuns'>
  readonly preferences: Pick<Preferences, 'get'>
  readonly clock: Clock
  readonly inBackground: (what: string, work: () => Promise<void>) => void
}

const everyMs = 3_600_000
const dayMs = 24 * 3_600_000

/** Deletes runs the user no longer wants kept, now and every hour. Returns what stops it. */
export function forgetOldRuns({ maintenance, preferences, clock, inBackground }: ForgettingParts): () => void {
  const forget = () =>
    inBackground('forgetting old runs', () => {
      const { keptRuns, keptRunDays } = preferences.get()
      return maintenance.forgetRuns({ keptRuns, endedBefore: clock.now() - keptRunDays * dayMs })
    })
  forget()
  const timer = setInterval(forget, everyMs).unref()
  return () => clearInterval(timer)
}
