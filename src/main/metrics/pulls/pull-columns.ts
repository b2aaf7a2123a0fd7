import type { PullNumberName, PullTimeName } from '../../../shared/model/pull-requests.ts'
import type { PullMeasures } from './measure-pulls.ts'
import { pullStates } from './pull-facts.ts'
import type { PullSnapshot } from './pull-snapshot.ts'

/**
 * What each number of a pull request is, and when it counts, as columns in the order of the snapshot. The one place that says so, for
 * figures and for the lists behind them.
 */
export interface PullColumns {
  /** When it was merged; NaN when it is not. */
  readonly mergedAt: Float64Array
  /** When that time counts: first reviewed, or merged. NaN: it has none. */
  readonly timedAt: Readonly<Record<PullTimeName, Float64Array>>
  /** The time in ms; NaN where there is none, or its dates contradict each other. */
  readonly timeMs: Readonly<Record<PullTimeName, Float64Array>>
  /** A number of a merged one; NaN where it is not known, rounds also where there was no review. */
  readonly number: Readonly<Record<PullNumberName, Float64Array>>
}

const known = new WeakMap<PullMeasures, PullColumns>()

/** The columns of a snapshot and what was measured of it. They are worked out once. */
export function pullColumns(pulls: PullSnapshot, measures: PullMeasures): PullColumns {
  const columns = known.get(measures) ?? workOut(pulls, measures)
  known.set(measures, columns)
  return columns
}

function workOut(pulls: PullSnapshot, { openedAt, firstReviewAt, rounds, comments }: PullMeasures): PullColumns {
  const mergedAt = pulls.mergedAt.slice()
  const reviewedAndMerged = new Float64Array(pulls.size)
  for (let i = 0; i < pulls.size; i++) {
    if (pulls.state[i] !== pullStates.merged) mergedAt[i] = Number.NaN
    reviewedAndMerged[i] = Number.isNaN(firstReviewAt[i]) ? Number.NaN : (mergedAt[i] ?? Number.NaN)
  }
  return {
    mergedAt,
    timedAt: { firstReview: firstReviewAt, review: reviewedAndMerged, merge: mergedAt },
    timeMs: {
      firstReview: between(openedAt, firstReviewAt),
      review: between(firstReviewAt, mergedAt),
      merge: between(openedAt, mergedAt),
    },
    number: {
      lines: knownFrom(0, pulls.lines),
      files: knownFrom(0, pulls.files),
      rounds: knownFrom(1, rounds),
      comments: knownFrom(0, comments),
    },
  }
}

function between(from: Float64Array, to: Float64Array): Float64Array {
  const ms = new Float64Array(from.length)
  for (let i = 0; i < ms.length; i++) {
    const lasted = (to[i] ?? 0) - (from[i] ?? 0)
    ms[i] = lasted >= 0 ? lasted : Number.NaN
  }
  return ms
}

function knownFrom(least: number, numbers: Int32Array): Float64Array {
  const known = new Float64Array(numbers.length)
  for (let i = 0; i < known.length; i++) {
    const number = numbers[i] ?? 0
    known[i] = number < least ? Number.NaN : number
  }
  return known
}
