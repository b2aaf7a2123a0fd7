import type { QueryThread } from '../metrics/query-thread.ts'
import type { Clock } from '../ports.ts'
import type { HandlersOf } from './dispatch.ts'

const minuteMs = 60_000

/** What makes the numbers doubtful, worked out on the query thread; "now" is the minute, so that answers can be kept that long. */
export function qualityHandlers(queries: QueryThread, clock: Clock): HandlersOf<'quality.findings' | 'quality.items'> {
  const now = () => Math.floor(clock.now() / minuteMs) * minuteMs
  return {
    'quality.findings': ({ filter }, { signal }) => queries.run('qualityCounts', { filter, now: now() }, signal),
    'quality.items': (input, { signal }) => queries.run('qualityItems', { ...input, now: now() }, signal),
  }
}
