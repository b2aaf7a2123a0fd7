import { elapsed, type Measure } from '../flow/running-time.ts'

/** When what happened to a pull request; null for what has not, or is not known. Epoch ms. */
export interface PullRequestTimes {
  /** The first of its commits was authored. */
  readonly firstCommitAt: number | null
  readonly createdAt: number
  /** It ceased to be a draft; null for one that never was. */
  readonly readyAt: number | null
  /** The first review or comment by a human other than its author. */
  readonly firstResponseAt: number | null
  readonly mergedAt: number
  readonly deployedAt: number
}

/** Durations in ms; null: no data. */
export interface Stages {
  readonly codingMs: number | null
  readonly pickupMs: number | null
  readonly reviewMs: number | null
  readonly deployMs: number | null
  readonly leadTimeMs: number | null
  /** Some duration would have been negative: its dates contradict each other. */
  readonly contradictory: boolean
}

/**
 * The stages of a pull request's way: coding (first commit → opened, or ready for review if it was a draft), pickup (→ first response),
 * review (→ merged), deploy (→ deployed). A negative stage is no data. Merged without any response: neither pickup nor review.
 * `measure` tells how long a stretch of time is; by the clock on the wall without one.
 */
export function stagesOf(times: PullRequestTimes, measure: Measure = elapsed): Stages {
  const { firstCommitAt, createdAt, readyAt, firstResponseAt, mergedAt, deployedAt } = times
  const openedAt = readyAt ?? createdAt
  let contradictory = false
  const between = (from: number | null, to: number | null): number | null => {
    if (from === null || to === null) return null
    if (to >= from) return measure(from, to)
    contradictory = true
    return null
  }
  const stages = {
    codingMs: between(firstCommitAt, openedAt),
    pickupMs: between(firstResponseAt === null ? null : openedAt, firstResponseAt),
    reviewMs: between(firstResponseAt, mergedAt),
    deployMs: between(mergedAt, deployedAt),
    leadTimeMs: between(firstCommitAt, deployedAt),
  }
  return { ...stages, contradictory }
}
