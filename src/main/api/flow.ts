import { workingCalendar } from '../../shared/model/preferences.ts'
import type { QueryThread } from '../metrics/query-thread.ts'
import type { Clock, Preferences } from '../ports.ts'
import type { HandlersOf } from './dispatch.ts'

type FlowMethods = 'flow.filterOptions' | 'flow.issues' | 'issues.get'

export interface FlowContext {
  readonly queries: QueryThread
  readonly preferences: Pick<Preferences, 'get'>
  readonly clock: Clock
}

/** Questions about issues in the flow, answered by the query thread. */
export function flowHandlers({ queries, preferences, clock }: FlowContext): HandlersOf<FlowMethods> {
  return {
    'flow.filterOptions': (input, { signal }) => queries.run('filterOptions', input, signal),
    'flow.issues': (question, { signal }) =>
      queries.run(
        'flowIssues',
        { question, calendar: workingCalendar(preferences.get()), now: thisMinute(clock) },
        signal,
      ),
    'issues.get': (question, { signal }) =>
      queries.run('issueDetail', { question, calendar: workingCalendar(preferences.get()), now: clock.now() }, signal),
  }
}

const minuteMs = 60_000

/** As the numbers are told by: a list is of the same present as they are. */
const thisMinute = (clock: Clock) => Math.floor(clock.now() / minuteMs) * minuteMs
