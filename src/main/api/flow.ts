import type { QueryThread } from '../metrics/query-thread.ts'
import type { Clock } from '../ports.ts'
import type { HandlersOf } from './dispatch.ts'

type FlowMethods = 'flow.filterOptions' | 'issues.get'

export interface FlowContext {
  readonly queries: QueryThread
  readonly clock: Clock
}

/** Questions about issues in the flow, answered by the query thread. */
export function flowHandlers({ queries, clock }: FlowContext): HandlersOf<FlowMethods> {
  return {
    'flow.filterOptions': (input, { signal }) => queries.run('filterOptions', input, signal),
    'issues.get': (question, { signal }) => queries.run('issueDetail', { question, now: clock.now() }, signal),
  }
}
