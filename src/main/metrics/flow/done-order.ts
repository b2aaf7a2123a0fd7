import type { Period } from '../calendar.ts'
import type { FlowView } from './flow-view.ts'
import type { WorkTimes } from './work-times.ts'

/** The issues of a view that were done in [from, to), by the time they were, then by their place in the snapshot. */
export function doneWithin({ snapshot, selected, work }: FlowView, { from, to }: Period): Int32Array {
  const order = doneOrder(work)
  const within = order.subarray(firstDone(order, work, from), firstDone(order, work, to))
  if (selected.length === snapshot.size) return within.slice()
  const isSelected = new Uint8Array(snapshot.size)
  for (const issue of selected) isSelected[issue] = 1
  return within.filter(issue => isSelected[issue] === 1)
}

const known = new WeakMap<WorkTimes, Int32Array>()

/** All issues that are done, in that order. It is worked out once. */
function doneOrder(work: WorkTimes): Int32Array {
  const before = known.get(work)
  if (before) return before
  const { done } = work
  const issues = new Int32Array(done.length)
  let size = 0
  for (let issue = 0; issue < done.length; issue++) {
    if (done[issue] !== Number.POSITIVE_INFINITY) issues[size++] = issue
  }
  const order = issues.slice(0, size).sort((a, b) => (done[a] ?? 0) - (done[b] ?? 0))
  known.set(work, order)
  return order
}

/** The place of the first issue done at an instant or later. */
function firstDone(order: Int32Array, { done }: WorkTimes, at: number): number {
  let low = 0
  let high = order.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((done[order[middle] ?? 0] ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}
