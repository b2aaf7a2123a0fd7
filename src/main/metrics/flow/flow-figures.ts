import type { FlowFigures } from '../../../shared/model/flow-mapping.ts'
import { quantile } from '../quantile.ts'
import type { Outcome } from './affected-issues.ts'
import { unmappedStep } from './flow-snapshot.ts'
import { ascending } from './spread.ts'
import { isInProgress } from './work-times.ts'

/** The key figures of all flows together: of the issues finished in [from, now), and of those there are now. Elapsed time. */
export function flowFigures({ snapshot, work }: Outcome, from: number, now: number): FlowFigures {
  const cycleTimes: number[] = []
  let finished = 0
  let inProgress = 0
  let unmapped = 0
  for (let issue = 0; issue < snapshot.size; issue++) {
    const startedAt = work.started[issue] ?? Number.POSITIVE_INFINITY
    const doneAt = work.done[issue] ?? Number.POSITIVE_INFINITY
    if (isInProgress(work, issue, now)) inProgress++
    if (snapshot.steps[work.entry[issue] ?? -1] === unmappedStep) unmapped++
    if (doneAt < from || doneAt >= now) continue
    finished++
    if (startedAt <= doneAt) cycleTimes.push(doneAt - startedAt)
  }
  const sorted = ascending(Float64Array.from(cycleTimes))
  return {
    issues: snapshot.size,
    cycleTimeMedianMs: quantile(sorted, 0.5),
    cycleTimeP85Ms: quantile(sorted, 0.85),
    finished,
    inProgress,
    unmapped,
  }
}
