import type { DeploymentItem } from '../../../../shared/model/metrics.ts'

/** A failed deployment on the timeline; places are fractions of its width. */
export interface FailureMark {
  readonly item: DeploymentItem
  readonly at: number
  /** Where service was restored; the end where it has not been, or was only later. */
  readonly until: number
  readonly open: boolean
  /** Marks that would cover each other lie in different lanes, as long as there are lanes left. */
  readonly lane: number
}

/** Marks closer than this cover each other. */
const apart = 0.035
/** More would fill the screen with failures. */
export const mostLanes = 10

/** Where the failed ones among the deployments of [from, to) are drawn, in the order they finished. */
export function failureMarks(deployments: readonly DeploymentItem[], from: number, to: number): FailureMark[] {
  const place = (instant: number) => Math.min(1, Math.max(0, (instant - from) / (to - from)))
  const ends: number[] = []
  return deployments
    .filter(({ failed }) => failed)
    .sort((a, b) => a.finishedAt - b.finishedAt)
    .map(item => {
      const at = place(item.finishedAt)
      const until = item.restoredAt === null ? 1 : place(item.restoredAt)
      const free = ends.findIndex(end => end < at)
      const lane = free !== -1 ? free : ends.length < mostLanes ? ends.length : ends.indexOf(Math.min(...ends))
      ends[lane] = Math.max(until, at, ends[lane] ?? 0) + apart
      return { item, at, until, open: item.restoredAt === null, lane }
    })
}
