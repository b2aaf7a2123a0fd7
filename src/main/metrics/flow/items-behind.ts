import type { FlowFilter } from '../../../shared/model/flow-filter.ts'
import type { FlowItems } from '../../../shared/model/flow-items.ts'
import { timesOf } from './cycle-time.ts'
import { issuesOfFinding } from './findings.ts'
import { finishedItems } from './finished-items.ts'
import { flaggedTimes } from './flagged-time.ts'
import type { FlowSnapshot } from './flow-snapshot.ts'
import type { FlowView } from './flow-view.ts'
import { returnsIn } from './returns.ts'
import { runningTime } from './running-time.ts'
import { isInProgress, workTimes } from './work-times.ts'

type Range = { readonly from: number; readonly to: number | null } | null
const isIn = (range: Range, ms: number) =>
  range === null || (ms >= range.from && ms < (range.to ?? Number.POSITIVE_INFINITY))

/** The issues (indices into the snapshot) behind a number of the same filter and clock, as many as the number says. */
export function itemsBehind(view: FlowView, filter: FlowFilter, items: FlowItems, now: number): Int32Array {
  switch (items.kind) {
    case 'finished': {
      const finished = finishedItems(view, filter)
      const times = timesOf(finished, items.timeOf)
      return finished.issues.filter((_, i) => isIn(items.ms, times[i] ?? Number.NaN))
    }
    case 'in_progress':
      return inProgressBehind(view, filter, items, now)
    case 'in_step':
      return view.selected.filter(issue => stepBefore(view.snapshot, issue, items.at) === (items.stepId ?? 0))
    case 'through_step': {
      const stepId = items.stepId ?? 0
      return finishedItems(view, filter).issues.filter(issue => wasIn(view.snapshot, issue, stepId))
    }
    case 'flagged': {
      const finished = finishedItems(view, filter)
      const flagged = flaggedTimes(view, finished)
      return finished.issues.filter((_, i) => (flagged[i] ?? 0) > 0)
    }
    case 'returned': {
      const issues = new Set<number>()
      for (const { issue, from, to } of returnsIn(view, filter)) {
        if (from === items.fromStepId && to === items.toStepId) issues.add(issue)
      }
      return Int32Array.from(issues)
    }
    case 'finding':
      return issuesOfFinding(view, filter, items.finding)
  }
}

function inProgressBehind(
  view: FlowView,
  filter: FlowFilter,
  { at: asked, ms, stepId }: Extract<FlowItems, { kind: 'in_progress' }>,
  now: number,
): Int32Array {
  const at = Math.min(asked ?? now, now)
  const work = at < now ? workTimes(view.snapshot, filter.backward, at) : view.work
  const running = runningTime(view.snapshot, work, view.measure)
  return view.selected.filter(
    issue =>
      isInProgress(work, issue, at) &&
      (stepId === undefined || view.snapshot.steps[work.entry[issue] ?? 0] === (stepId ?? 0)) &&
      isIn(ms, running(issue, at) ?? 0),
  )
}

/** The step of an issue just before an instant; -1 before its creation. */
function stepBefore({ offsets, steps, enteredAt }: FlowSnapshot, issue: number, at: number): number {
  let step = -1
  for (let e = offsets[issue] ?? 0; e < (offsets[issue + 1] ?? 0) && (enteredAt[e] ?? at) < at; e++)
    step = steps[e] ?? 0
  return step
}

function wasIn({ offsets, steps }: FlowSnapshot, issue: number, stepId: number): boolean {
  for (let e = offsets[issue] ?? 0; e < (offsets[issue + 1] ?? 0); e++) if (steps[e] === stepId) return true
  return false
}
