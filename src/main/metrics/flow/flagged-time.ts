import type { FinishedItems } from './finished-items.ts'
import type { FlowView } from './flow-view.ts'

/** How long each finished item was flagged between start and done, in ms; 0 for most. In the items' order. */
export function flaggedTimes({ snapshot, work, measure }: FlowView, { issues, doneAt }: FinishedItems): Float64Array {
  const { flagOffsets, flaggedFrom, flaggedTo } = snapshot
  return Float64Array.from(issues, (issue, i) => {
    const started = work.started[issue] ?? Number.POSITIVE_INFINITY
    const done = doneAt[i] ?? 0
    let total = 0
    for (let f = flagOffsets[issue] ?? 0; f < (flagOffsets[issue + 1] ?? 0); f++) {
      const from = Math.max(started, flaggedFrom[f] ?? 0)
      const to = Math.min(done, flaggedTo[f] ?? 0)
      if (from < to) total += measure(from, to)
    }
    return total
  })
}
