import type { Period } from '../calendar.ts'
import type { FlowView } from './flow-view.ts'
import { stepKinds } from './step-kinds.ts'

/** A move back to an earlier step of the flow. */
export interface Return {
  readonly issue: number
  readonly from: number
  readonly to: number
  readonly at: number
}

/** The moves in [from, to) from a step to an earlier one, Unmapped left out of account, by issue and then by time. */
export function* returnsIn({ snapshot, selected }: FlowView, { from, to }: Period): Generator<Return> {
  const { offsets, steps, enteredAt, flows, flowsOf } = snapshot
  const { placeOf } = stepKinds(flowsOf[flows[selected[0] ?? 0] ?? 0])
  for (const issue of selected) {
    let lastStep = 0
    let lastPlace = -1
    const end = offsets[issue + 1] ?? 0
    for (let e = offsets[issue] ?? 0; e < end; e++) {
      const step = steps[e] ?? 0
      const place = placeOf(step)
      if (place === null) continue
      const at = enteredAt[e] ?? 0
      if (place < lastPlace && at >= from && at < to) yield { issue, from: lastStep, to: step, at }
      lastStep = step
      lastPlace = place
    }
  }
}

export interface ReturnWay {
  readonly from: number
  readonly to: number
  readonly moves: number
  readonly items: number
}

/** How often items went back from which step to which, the most frequent first. */
export function returnWays(returns: Iterable<Return>): readonly ReturnWay[] {
  const ways = new Map<string, { from: number; to: number; moves: number; items: number; last: number }>()
  for (const { issue, from, to } of returns) {
    const key = `${from} ${to}`
    const way = ways.get(key) ?? { from, to, moves: 0, items: 0, last: -1 }
    way.moves++
    if (way.last !== issue) way.items++
    way.last = issue
    ways.set(key, way)
  }
  return [...ways.values()]
    .map(({ last: _, ...way }) => way)
    .sort((a, b) => b.moves - a.moves || a.from - b.from || a.to - b.to)
}
