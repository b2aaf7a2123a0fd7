import type { FlowFilter } from '../../../shared/model/flow-filter.ts'
import type { FlowIssuesWhat } from '../../../shared/model/flow-issues.ts'
import { ageingItems } from './ageing.ts'
import { issuesOfFinding } from './findings.ts'
import { finishedItems } from './finished-items.ts'
import { flaggedTimes } from './flagged-time.ts'
import { type FlowSnapshot, unmappedStep } from './flow-snapshot.ts'
import type { FlowView } from './flow-view.ts'
import { returnsIn } from './returns.ts'
import { type WorkTimes, workTimes } from './work-times.ts'

export interface IssuesBehind {
  /** Indices into the snapshot. */
  readonly issues: Int32Array
  /** Their times as they were known at `at`, which ages are of. */
  readonly work: WorkTimes
  readonly at: number
}

/** The issues a number or a mark of a chart stands for: just as many as it says. `now` is the present. */
export function issuesBehind(view: FlowView, filter: FlowFilter, what: FlowIssuesWhat, now: number): IssuesBehind {
  const present = { work: view.work, at: now }
  switch (what.kind) {
    case 'all':
      return { ...present, issues: view.selected }
    case 'ids': {
      const wanted = new Set<number>(what.issueIds)
      return { ...present, issues: view.selected.filter(issue => wanted.has(view.snapshot.ids[issue] ?? 0)) }
    }
    case 'finished':
      return { ...present, issues: finishedWithin(view, what) }
    case 'throughStep': {
      const { issues, doneAt } = finishedItems(view, filter)
      const step = what.stepId ?? unmappedStep
      return { ...present, issues: issues.filter((issue, i) => wasIn(view.snapshot, issue, step, doneAt[i] ?? 0)) }
    }
    case 'flagged': {
      const items = finishedItems(view, filter)
      const flagged = flaggedTimes(view, items)
      return { ...present, issues: items.issues.filter((_, i) => (flagged[i] ?? 0) > 0) }
    }
    case 'returned': {
      const moved = new Set<number>()
      for (const { issue, from, to } of returnsIn(view, filter)) {
        if (from === what.fromStepId && to === what.toStepId) moved.add(issue)
      }
      return { ...present, issues: Int32Array.from(moved) }
    }
    case 'inStep': {
      const step = what.stepId ?? unmappedStep
      return { ...present, issues: view.selected.filter(issue => stepBefore(view.snapshot, issue, what.at) === step) }
    }
    case 'wip': {
      const { started, done } = view.work
      const inProgress = (issue: number) => (started[issue] ?? what.at) < what.at && what.at <= (done[issue] ?? what.at)
      return { ...present, issues: view.selected.filter(inProgress) }
    }
    case 'ageing':
      return ageing(view, filter, what, now)
    case 'finding':
      return findingAt(view, filter, what, now)
  }
}

type Of<Kind extends FlowIssuesWhat['kind']> = Extract<FlowIssuesWhat, { readonly kind: Kind }>

function finishedWithin(view: FlowView, { from, to, of, ms }: Of<'finished'>): Int32Array {
  const { issues, cycleMs, leadMs } = finishedItems(view, { from, to })
  const times = of === 'cycle' ? cycleMs : leadMs
  return ms === null ? issues : issues.filter((_, i) => isWithin(times[i] ?? Number.NaN, ms))
}

function ageing(view: FlowView, filter: FlowFilter, what: Of<'ageing'>, now: number): IssuesBehind {
  const at = Math.min(what.at, now)
  const work = at < now ? workTimes(view.snapshot, filter.backward, at) : view.work
  const { issues, steps, ageMs } = ageingItems(view, work, at)
  const step = what.stepId === undefined ? null : (what.stepId ?? unmappedStep)
  const { ms } = what
  return {
    work,
    at,
    issues: issues.filter(
      (_, i) => (step === null || steps[i] === step) && (ms === null || isWithin(ageMs[i] ?? Number.NaN, ms)),
    ),
  }
}

function findingAt(view: FlowView, filter: FlowFilter, what: Of<'finding'>, now: number): IssuesBehind {
  const at = Math.min(what.at ?? now, now)
  const work = at < now ? workTimes(view.snapshot, filter.backward, at) : view.work
  return { work, at, issues: issuesOfFinding({ ...view, work }, what.period ?? filter, what.finding) }
}

const isWithin = (value: number, { from, to }: { readonly from: number; readonly to: number | null }) =>
  value >= from && (to === null || value < to)

/** Whether an issue was in a step before `until`. */
function wasIn({ offsets, steps, enteredAt }: FlowSnapshot, issue: number, step: number, until: number): boolean {
  const end = offsets[issue + 1] ?? 0
  for (let e = offsets[issue] ?? 0; e < end && (enteredAt[e] ?? until) < until; e++) if (steps[e] === step) return true
  return false
}

/** The step an issue was in just before an instant; null before its creation. */
function stepBefore({ offsets, steps, enteredAt }: FlowSnapshot, issue: number, at: number): number | null {
  let step: number | null = null
  const end = offsets[issue + 1] ?? 0
  for (let e = offsets[issue] ?? 0; e < end && (enteredAt[e] ?? at) < at; e++) step = steps[e] ?? unmappedStep
  return step
}
