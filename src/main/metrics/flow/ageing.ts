import type { Spread } from '../../../shared/model/flow-metrics.ts'
import type { FinishedItems } from './finished-items.ts'
import type { FlowView } from './flow-view.ts'
import { runningTime } from './running-time.ts'
import { spreadOf } from './spread.ts'
import { stepKinds } from './step-kinds.ts'
import { isInProgress, type WorkTimes } from './work-times.ts'

/** Items in progress at an instant, the oldest first. Columns of equal length. */
export interface AgeingItems {
  readonly issues: Int32Array
  /** The step each was in; 0 is Unmapped. */
  readonly steps: Int32Array
  readonly ageMs: Float64Array
}

/** The work in progress at `at`, with its age (at − started, by the rule): `work` is as of that instant. */
export function ageingItems(view: FlowView, work: WorkTimes, at: number): AgeingItems {
  const { snapshot, measure } = view
  const running = runningTime(snapshot, work, measure)
  const issues = view.selected.filter(issue => isInProgress(work, issue, at))
  const ages = new Float64Array(snapshot.size)
  for (const issue of issues) ages[issue] = running(issue, at) ?? 0
  issues.sort((a, b) => (ages[b] ?? 0) - (ages[a] ?? 0) || a - b)
  return {
    issues,
    steps: issues.map(issue => snapshot.steps[work.entry[issue] ?? 0] ?? 0),
    ageMs: new Float64Array(issues).map(issue => ages[issue] ?? 0),
  }
}

/**
 * How old finished items were when they left each in-progress step for the last time before they were done: the bands that ages
 * in that step are seen against. By step id.
 */
export function ageBands(view: FlowView, { issues, doneAt }: FinishedItems): ReadonlyMap<number, Spread> {
  const { snapshot, work, measure } = view
  const { offsets, steps, enteredAt, flows, flowsOf } = snapshot
  const { kindOf } = stepKinds(flowsOf[flows[issues[0] ?? 0] ?? 0])
  const running = runningTime(snapshot, work, measure)
  const ages = new Map<number, number[]>()
  const leftAt = new Map<number, number>()
  for (const [i, issue] of issues.entries()) {
    const until = doneAt[i] ?? 0
    leftAt.clear()
    const end = offsets[issue + 1] ?? 0
    for (let e = offsets[issue] ?? 0; e + 1 < end && (enteredAt[e] ?? until) < until; e++) {
      const step = steps[e] ?? 0
      if (kindOf(step) === 'in_progress') leftAt.set(step, Math.min(until, enteredAt[e + 1] ?? until))
    }
    for (const [step, left] of leftAt) {
      const age = running(issue, left)
      if (age === null) continue
      const known = ages.get(step)
      if (known) known.push(age)
      else ages.set(step, [age])
    }
  }
  return new Map([...ages].map(([step, all]) => [step, spreadOf(Float64Array.from(all))]))
}
