import type { FlowIssuesWhat } from '../../../../../shared/model/flow-issues.ts'
import type { FlowDots, TimeKind } from '../../../../../shared/model/flow-metrics.ts'

/** The issues a dot of the scatter plot stands for that were gathered in its small area. */
export function gatheredWhat({ ranges }: FlowDots, index: number, of: TimeKind): FlowIssuesWhat {
  return {
    kind: 'finished',
    from: Math.ceil(ranges?.atFrom[index] ?? 0),
    to: Math.ceil(ranges?.atTo[index] ?? 0),
    of,
    ms: { from: ranges?.msFrom[index] ?? 0, to: ranges?.msTo[index] ?? null },
  }
}
