import type { QueryThread } from '../metrics/query-thread.ts'
import type { HandlersOf } from './dispatch.ts'

type MetricMethods = 'metrics.dora' | 'metrics.activity' | 'metrics.deployments' | 'metrics.changes' | 'metrics.commits'

/** Every metric is worked out on the query thread; a request nobody waits for any more is dropped there. */
export function metricHandlers(queries: QueryThread): HandlersOf<MetricMethods> {
  return {
    'metrics.dora': (filter, { signal }) => queries.run('dora', filter, signal),
    'metrics.activity': (filter, { signal }) => queries.run('activity', filter, signal),
    'metrics.deployments': (input, { signal }) => queries.run('deployments', input, signal),
    'metrics.changes': (input, { signal }) => queries.run('changes', input, signal),
    'metrics.commits': (input, { signal }) => queries.run('commits', input, signal),
  }
}
