import type { FlowFinding } from '../../../shared/model/flow-metrics.ts'
import type { Period } from '../calendar.ts'
import { doneWithin } from './done-order.ts'
import type { FlowView } from './flow-view.ts'
import { returnsIn } from './returns.ts'
import { stepKinds } from './step-kinds.ts'

const never = Number.POSITIVE_INFINITY
const always: Period = { from: Number.NEGATIVE_INFINITY, to: never }

/** The issues (indices into the snapshot, ascending) that a finding of a period is about, as far as the view's work is known. */
export function issuesOfFinding(view: FlowView, period: Period, finding: FlowFinding): Int32Array {
  const { selected, work } = view
  const doneOf = (issue: number) => work.done[issue] ?? never
  switch (finding) {
    case 'doneWithoutStart':
      return doneWithin(view, period)
        .filter(issue => work.started[issue] === never)
        .sort()
    case 'movedBackwards': {
      const finished = doneWithin(view, period).sort()
      const moved = new Set<number>()
      for (const { issue, at } of returnsIn({ ...view, selected: finished }, always)) {
        if (at <= doneOf(issue)) moved.add(issue)
      }
      return Int32Array.from(moved)
    }
    case 'reopened':
      return reopenedIn(view, period)
    case 'unmapped': {
      const counts = (done: number) => done === never || (done >= period.from && done < period.to)
      return selected.filter(issue => wasUnmapped(view, issue) && counts(doneOf(issue)))
    }
  }
}

/** How many issues each finding of a period is about. */
export const findingsOf = (view: FlowView, period: Period): Readonly<Record<FlowFinding, number>> => ({
  doneWithoutStart: issuesOfFinding(view, period, 'doneWithoutStart').length,
  movedBackwards: issuesOfFinding(view, period, 'movedBackwards').length,
  reopened: issuesOfFinding(view, period, 'reopened').length,
  unmapped: issuesOfFinding(view, period, 'unmapped').length,
})

function reopenedIn({ snapshot, selected, work }: FlowView, { from, to }: Period): Int32Array {
  const { offsets, steps, enteredAt, flows, flowsOf } = snapshot
  const { kindOf } = stepKinds(flowsOf[flows[selected[0] ?? 0] ?? 0])
  return selected.filter(issue => {
    for (let e = (offsets[issue] ?? 0) + 1; e <= (work.entry[issue] ?? -1); e++) {
      const at = enteredAt[e] ?? 0
      if (at >= from && at < to && kindOf(steps[e - 1] ?? 0) === 'done' && kindOf(steps[e] ?? 0) !== 'done') return true
    }
    return false
  })
}

function wasUnmapped({ snapshot: { offsets, steps }, work }: FlowView, issue: number): boolean {
  for (let e = offsets[issue] ?? 0; e <= (work.entry[issue] ?? -1); e++) if (steps[e] === 0) return true
  return false
}
