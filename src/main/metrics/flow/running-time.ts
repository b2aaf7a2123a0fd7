import type { FlowSnapshot } from './flow-snapshot.ts'
import { stepKinds } from './step-kinds.ts'
import type { WorkTimes } from './work-times.ts'

/** How long a stretch of time is on the chosen clock, in ms. */
export type Measure = (from: number, to: number) => number

/** The clock on the wall. */
export const elapsed: Measure = (from, to) => to - from

/** How long an issue's clock has run from its start until an instant, in ms; null when it had not started by then. */
export type RunningTime = (issue: number, until: number) => number | null

/**
 * The running time of issues by the rule of `work`: until done it is the cycle time, until now the age. With the rule
 * *pause* only time inside in-progress steps counts, else all time since the start.
 */
export function runningTime(snapshot: FlowSnapshot, work: WorkTimes, measure: Measure): RunningTime {
  const { offsets, steps, enteredAt, flows } = snapshot
  const startedBy = (issue: number, until: number) => {
    const started = work.started[issue] ?? Number.POSITIVE_INFINITY
    return started <= until ? started : null
  }
  if (work.rule !== 'pause') {
    return (issue, until) => {
      const started = startedBy(issue, until)
      return started === null ? null : measure(started, until)
    }
  }
  const kinds = snapshot.flowsOf.map(stepKinds)
  return (issue, until) => {
    if (startedBy(issue, until) === null) return null
    const kindOf = kinds[flows[issue] ?? 0]?.kindOf
    const end = offsets[issue + 1] ?? 0
    let total = 0
    for (let e = offsets[issue] ?? 0; e < end; e++) {
      const from = enteredAt[e] ?? 0
      if (from >= until) break
      if (kindOf?.(steps[e] ?? 0) !== 'in_progress') continue
      total += measure(from, e + 1 < end ? Math.min(until, enteredAt[e + 1] ?? until) : until)
    }
    return total
  }
}
