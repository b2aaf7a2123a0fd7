import type { BackwardRule } from '../../../shared/model/flow-filter.ts'
import type { FlowSnapshot } from './flow-snapshot.ts'
import { type StepKinds, stepKinds } from './step-kinds.ts'

/** When work on each issue of a snapshot started and was done; `Infinity` where it was not. In the snapshot's order. */
export interface WorkTimes {
  readonly rule: BackwardRule
  readonly started: Float64Array
  readonly done: Float64Array
  /** The step entry (an index into `steps`) each issue is in; -1 for one that did not exist yet. */
  readonly entry: Int32Array
}

/**
 * Started is the first entry into an in-progress step, done the entry into the done step the issue is still in: a reopened one is
 * not done, one that went from to-do straight to done has no start. With the rule *restart*, started is the last entry from
 * outside, and going back to to-do takes the start away. With *pause* it is as with *keep*: only durations differ.
 *
 * `asOf` cuts the history: what came after that instant is not known.
 */
export function workTimes(
  snapshot: FlowSnapshot,
  rule: BackwardRule,
  asOf: number = Number.POSITIVE_INFINITY,
): WorkTimes {
  const { size, offsets, steps, enteredAt, flows } = snapshot
  const kinds = snapshot.flowsOf.map(stepKinds)
  const none = stepKinds(undefined)
  const started = new Float64Array(size).fill(Number.POSITIVE_INFINITY)
  const done = new Float64Array(size).fill(Number.POSITIVE_INFINITY)
  const entry = new Int32Array(size).fill(-1)
  for (let issue = 0; issue < size; issue++) {
    const { kindOf }: StepKinds = kinds[flows[issue] ?? 0] ?? none
    let startedAt = Number.POSITIVE_INFINITY
    let doneAt = Number.POSITIVE_INFINITY
    let inside = false
    const end = offsets[issue + 1] ?? 0
    for (let e = offsets[issue] ?? 0; e < end; e++) {
      const at = enteredAt[e] ?? 0
      if (at > asOf) break
      const kind = kindOf(steps[e] ?? 0)
      if (kind === 'in_progress') {
        if (!inside && (rule === 'restart' || startedAt === Number.POSITIVE_INFINITY)) startedAt = at
        inside = true
      } else if (kind !== 'unmapped') inside = false
      if (kind === 'todo' && rule === 'restart') startedAt = Number.POSITIVE_INFINITY
      doneAt = kind === 'done' ? at : Number.POSITIVE_INFINITY
      entry[issue] = e
    }
    started[issue] = startedAt
    done[issue] = doneAt
  }
  return { rule, started, done, entry }
}

const known = new WeakMap<FlowSnapshot, Map<BackwardRule, WorkTimes>>()

/** The times of a snapshot as of the present, kept with it. */
export function timesByRule(snapshot: FlowSnapshot, rule: BackwardRule): WorkTimes {
  const byRule = known.get(snapshot) ?? new Map<BackwardRule, WorkTimes>()
  known.set(snapshot, byRule)
  const times = byRule.get(rule) ?? workTimes(snapshot, rule)
  byRule.set(rule, times)
  return times
}

/** Whether an issue was work in progress at an instant: started ≤ t < done. */
export const isInProgress = ({ started, done }: WorkTimes, issue: number, t: number): boolean =>
  (started[issue] ?? Number.POSITIVE_INFINITY) <= t && t < (done[issue] ?? Number.POSITIVE_INFINITY)
