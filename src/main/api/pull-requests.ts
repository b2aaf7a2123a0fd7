import { workingCalendar } from '../../shared/model/preferences.ts'
import type { HandlersOf } from './dispatch.ts'
import type { FlowContext } from './flow.ts'

const minuteMs = 60_000

/** Questions about pull requests, worked out on the query thread. The present is told to the minute, so that an answer serves again. */
export function pullRequestHandlers({
  queries,
  preferences,
  clock,
}: FlowContext): HandlersOf<`pullRequests.${'metrics' | 'load' | 'list' | 'get'}`> {
  const now = () => Math.floor(clock.now() / minuteMs) * minuteMs
  return {
    'pullRequests.metrics': (filter, { signal }) => queries.run('pullMetrics', { filter, now: now() }, signal),
    'pullRequests.load': (question, { signal }) => queries.run('reviewLoad', question, signal),
    'pullRequests.list': (question, { signal }) => queries.run('pulls', { question, now: now() }, signal),
    'pullRequests.get': (question, { signal }) =>
      queries.run('pull', { question, calendar: workingCalendar(preferences.get()) }, signal),
  }
}
