import { quantile } from '../quantile.ts'
import type { FinishedItems } from './finished-items.ts'
import type { FlowView } from './flow-view.ts'
import { ascending } from './spread.ts'
import { stepKinds } from './step-kinds.ts'

export interface StepTime {
  /** 0 is Unmapped. */
  readonly stepId: number
  /** Items that were in the step. */
  readonly items: number
  readonly medianMs: number | null
  readonly p85Ms: number | null
  /** All time in it between start and done. */
  readonly totalMs: number
}

export interface Efficiency {
  /** Of the items with a cycle time above 0: active time ÷ cycle time, ascending. */
  readonly shares: Float64Array
  readonly activeMs: number
  readonly cycleMs: number
}

export interface StepTimes {
  /** Of every step in which an item was, by id. */
  readonly steps: ReadonlyMap<number, StepTime>
  readonly efficiency: Efficiency
}

/**
 * The time finished items spent in each step, from its first entry to done, and how much of their cycle time was active: inside
 * in-progress steps that are no wait steps. Time in a step counts wholly; totals and activity only from start to done.
 */
export function stepTimes(view: FlowView, { issues, doneAt, cycleMs }: FinishedItems): StepTimes {
  const { snapshot, work, measure } = view
  const { offsets, steps, enteredAt } = snapshot
  const { kindOf, waits } = stepKinds(snapshot.flowsOf[snapshot.flows[issues[0] ?? 0] ?? 0])
  const visits = new Map<number, { times: number[]; totalMs: number }>()
  const inStep = new Map<number, number>()
  const shares: number[] = []
  let allActive = 0
  let allCycle = 0
  for (const [i, issue] of issues.entries()) {
    const until = doneAt[i] ?? 0
    const started = work.started[issue] ?? Number.POSITIVE_INFINITY
    inStep.clear()
    let active = 0
    const end = offsets[issue + 1] ?? 0
    for (let e = offsets[issue] ?? 0; e < end; e++) {
      const from = enteredAt[e] ?? until
      if (from >= until) break
      const step = steps[e] ?? 0
      const left = e + 1 < end ? (enteredAt[e + 1] ?? until) : until
      inStep.set(step, (inStep.get(step) ?? 0) + measure(from, left))
      if (left <= started) continue
      const running = measure(Math.max(from, started), left)
      const visit = visits.get(step) ?? { times: [], totalMs: 0 }
      visit.totalMs += running
      visits.set(step, visit)
      if (kindOf(step) === 'in_progress' && !waits(step)) active += running
    }
    for (const [step, ms] of inStep) {
      const visit = visits.get(step) ?? { times: [], totalMs: 0 }
      visit.times.push(ms)
      visits.set(step, visit)
    }
    const cycle = cycleMs[i] ?? Number.NaN
    if (!(cycle > 0)) continue
    shares.push(Math.min(1, active / cycle))
    allActive += active
    allCycle += cycle
  }
  return {
    steps: new Map([...visits].map(([stepId, visit]) => [stepId, stepTime(stepId, visit)])),
    efficiency: { shares: Float64Array.from(shares).sort(), activeMs: allActive, cycleMs: allCycle },
  }
}

function stepTime(stepId: number, { times, totalMs }: { times: readonly number[]; totalMs: number }): StepTime {
  const sorted = ascending(Float64Array.from(times))
  return {
    stepId,
    items: sorted.length,
    medianMs: quantile(sorted, 0.5),
    p85Ms: quantile(sorted, 0.85),
    totalMs,
  }
}
