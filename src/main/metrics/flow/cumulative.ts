import type { FlowView } from './flow-view.ts'

/** Items per step at instants: one row per step, `counts[row × instants + i]` is how many were in it at instant i. */
export interface StepCounts {
  /** Steps in which any of the items was, 0 for Unmapped. */
  readonly stepIds: readonly number[]
  countsOf(stepId: number): Int32Array
}

/**
 * How many items were in each step just before each of `ends` (ascending): an item that enters at the very end counts from the
 * next on. One pass over the entries: each adds one where it begins and takes one where it ends.
 */
export function itemsPerStep({ snapshot, selected }: FlowView, ends: Float64Array): StepCounts {
  const { offsets, steps, enteredAt } = snapshot
  const changes = new Map<number, Int32Array>()
  const rowOf = (step: number) => {
    const row = changes.get(step) ?? new Int32Array(ends.length + 1)
    changes.set(step, row)
    return row
  }
  const add = (row: Int32Array, index: number, amount: number) => {
    row[index] = (row[index] ?? 0) + amount
  }
  for (const issue of selected) {
    const end = offsets[issue + 1] ?? 0
    let index = firstAfter(ends, enteredAt[offsets[issue] ?? 0] ?? 0)
    for (let e = offsets[issue] ?? 0; e < end; e++) {
      const row = rowOf(steps[e] ?? 0)
      const left = e + 1 < end ? firstAfter(ends, enteredAt[e + 1] ?? 0) : ends.length
      if (index !== left) {
        add(row, index, 1)
        add(row, left, -1)
      }
      index = left
    }
  }
  for (const row of changes.values()) for (let i = 1; i < row.length; i++) add(row, i, row[i - 1] ?? 0)
  return {
    stepIds: [...changes.keys()],
    countsOf: stepId => changes.get(stepId)?.subarray(0, ends.length) ?? new Int32Array(ends.length),
  }
}

/** The work in progress just before each of `ends` (ascending): started ≤ t < done. */
export function inProgressAt({ selected, work }: FlowView, ends: Float64Array): Int32Array {
  const changes = new Int32Array(ends.length + 1)
  for (const issue of selected) {
    const begin = firstAfter(ends, work.started[issue] ?? Number.POSITIVE_INFINITY)
    const end = firstAfter(ends, work.done[issue] ?? Number.POSITIVE_INFINITY)
    if (begin >= end) continue
    changes[begin] = (changes[begin] ?? 0) + 1
    changes[end] = (changes[end] ?? 0) - 1
  }
  for (let i = 1; i < changes.length; i++) changes[i] = (changes[i] ?? 0) + (changes[i - 1] ?? 0)
  return changes.subarray(0, ends.length)
}

/** The index of the first of `ends` that comes after an instant; their number when none does. */
function firstAfter(ends: Float64Array, at: number): number {
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ends[middle] ?? 0) > at) high = middle
    else low = middle + 1
  }
  return low
}
