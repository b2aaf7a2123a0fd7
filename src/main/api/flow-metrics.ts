import { workingCalendar } from '../../shared/model/preferences.ts'
import type { QueryThread } from '../metrics/query-thread.ts'
import type { Clock, Preferences } from '../ports.ts'
import type { HandlersOf } from './dispatch.ts'

type FlowMetricMethods =
  `flowMetrics.${'cycleTime' | 'throughput' | 'steps' | 'cumulative' | 'wip' | 'ageing' | 'forecast'}`

export interface FlowMetricContext {
  readonly queries: QueryThread
  readonly preferences: Pick<Preferences, 'get'>
  readonly clock: Clock
}

const minuteMs = 60_000

/** Flow metrics, worked out on the query thread. The present is told to the minute, so that an answer serves again within it. */
export function flowMetricHandlers({ queries, preferences, clock }: FlowMetricContext): HandlersOf<FlowMetricMethods> {
  const asked = <Question>(question: Question) => ({ question, calendar: workingCalendar(preferences.get()) })
  const askedNow = <Question>(question: Question) => ({
    ...asked(question),
    now: Math.floor(clock.now() / minuteMs) * minuteMs,
  })
  return {
    'flowMetrics.cycleTime': (question, { signal }) => queries.run('flowCycleTime', asked(question), signal),
    'flowMetrics.throughput': (filter, { signal }) => queries.run('flowThroughput', asked(filter), signal),
    'flowMetrics.steps': (filter, { signal }) => queries.run('flowSteps', asked(filter), signal),
    'flowMetrics.cumulative': (filter, { signal }) => queries.run('flowCumulative', askedNow(filter), signal),
    'flowMetrics.wip': (filter, { signal }) => queries.run('flowWip', askedNow(filter), signal),
    'flowMetrics.ageing': (question, { signal }) => queries.run('flowAgeing', askedNow(question), signal),
    'flowMetrics.forecast': (question, { signal }) => queries.run('flowForecast', askedNow(question), signal),
  }
}
