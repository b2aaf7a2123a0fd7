import { quantile } from '../quantile.ts'
import type { FinishedItems } from './finished-items.ts'
import type { FlowView } from './flow-view.ts'
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

/** What is gathered of a step. */
interface Visits {
  readonly times: number[]
  readonly active: boolean
  totalMs: number
  /** Time of the item at hand; `-1` when it was not in the step. */
  ofItem: number
}

/**
 * The time finished items spent in each step, from its first entry to done, and how much of their cycle time was active: inside
 * in-progress steps that are no wait steps. Time in a step counts wholly; totals and activity only from start to done.
 */
export function stepTimes(view: FlowView, { issues, doneAt, cycleMs }: FinishedItems): StepTimes {
  const { snapshot, work, measure } = view
  const { offsets, steps, enteredAt } = snapshot
  const { kindOf, waits } = stepKinds(snapshot.flowsOf[snapshot.flows[issues[0] ?? 0] ?? 0])
  const visits: Visits[] = []
  const visitsOf = (step: number): Visits => {
    const known = visits[step]
    if (known) return known
    const made = { times: [], active: kindOf(step) === 'in_progress' && !waits(step), totalMs: 0, ofItem: -1 }
    visits[step] = made
    return made
  }
  const shares: number[] = []
  let allActive = 0
  let allCycle = 0
  for (const [i, issue] of issues.entries()) {
    const until = doneAt[i] ?? 0
    const started = work.started[issue] ?? Number.POSITIVE_INFINITY
    const end = offsets[issue + 1] ?? 0
    let active = 0
    for (let e = offsets[issue] ?? 0; e < end; e++) {
      const from = enteredAt[e] ?? until
      if (from >= until) break
      const visit = visitsOf(steps[e] ?? 0)
      const left = e + 1 < end ? (enteredAt[e + 1] ?? until) : until
      visit.ofItem = Math.max(0, visit.ofItem) + measure(from, left)
      if (left <= started) continue
      const running = measure(Math.max(from, started), left)
      visit.totalMs += running
      if (visit.active) active += running
    }
    for (const visit of visits) {
      if (visit === undefined || visit.ofItem < 0) continue
      visit.times.push(visit.ofItem)
      visit.ofItem = -1
    }
    const cycle = cycleMs[i] ?? Number.NaN
    if (!(cycle > 0)) continue
    shares.push(Math.min(1, active / cycle))
    allActive += active
    allCycle += cycle
  }
  return {
    steps: new Map([...visits.entries()].flatMap(([id, visit]) => (visit ? [[id, stepTime(id, visit)]] : []))),
    efficiency: { shares: Float64Array.from(shares).sort(), activeMs: allActive, cycleMs: allCycle },
  }
}

function stepTime(stepId: number, { times, totalMs }: Visits): StepTime {
  const sorted = Float64Array.from(times).sort()
  return {
    stepId,
    items: sorted.length,
    medianMs: quantile(sorted, 0.5),
    p85Ms: quantile(sorted, 0.85),
    totalMs,
  }
}
