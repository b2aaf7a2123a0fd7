import type { FlowFilter } from '../../../shared/model/flow-filter.ts'
import type { FlowCumulative, FlowWip } from '../../../shared/model/flow-metrics.ts'
import { FlowStepId } from '../../../shared/model/ids.ts'
import { inProgressAt, itemsPerStep } from './cumulative.ts'
import { dayEnds } from './day-ends.ts'
import { findingsOf } from './findings.ts'
import { flowOf } from './flow-of.ts'
import type { FlowView } from './flow-view.ts'
import { missingItems } from './missing-items.ts'

/** How many items were in each step at each day's end, up to now. */
export function answerCumulative(view: FlowView, filter: FlowFilter, now: number): FlowCumulative {
  const ends = dayEnds(filter, now)
  const counts = itemsPerStep(view, ends)
  const inOrder = (flowOf(view)?.steps ?? []).map(step => step.id)
  return {
    at: [...ends],
    flowSteps: [...(flowOf(view)?.steps ?? [])],
    steps: [...(counts.stepIds.includes(0) ? [0] : []), ...inOrder].map(id => ({
      stepId: id === 0 ? null : FlowStepId.parse(id),
      items: [...counts.countsOf(id)],
    })),
    findings: findingsOf(view, filter),
    noData: missingItems(view) ?? (ends.length === 0 ? 'period_not_begun' : null),
  }
}

/** How many items were in progress at each day's end, up to now. */
export function answerWip(view: FlowView, filter: FlowFilter, now: number): FlowWip {
  const ends = dayEnds(filter, now)
  return {
    at: [...ends],
    items: [...inProgressAt(view, ends)],
    now: inProgressAt(view, Float64Array.of(now))[0] ?? 0,
    findings: findingsOf(view, filter),
    noData: missingItems(view) ?? (ends.length === 0 ? 'period_not_begun' : null),
  }
}
