import type { FlowNoData } from '../../../shared/model/flow-metrics.ts'
import type { FlowView } from './flow-view.ts'

/** Why there is nothing to answer from at all: no issue is known, or none passes the filter. Null when there is. */
export function missingItems({ snapshot, selected }: FlowView): FlowNoData | null {
  if (snapshot.size === 0) return 'no_issues'
  return selected.length === 0 ? 'no_issues_in_filter' : null
}
