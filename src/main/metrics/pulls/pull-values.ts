import type { PullNumberName, PullTimeName } from '../../../shared/model/pull-requests.ts'
import { pullStates } from './pull-facts.ts'
import type { PullView } from './pull-view.ts'

type Seen = Pick<PullView, 'pulls' | 'measures'>

/** What each number of a pull request is, and when it counts. The one place that says so, for figures and for the lists behind them. */
export interface PullValues {
  /** When it was merged; NaN when it is not. */
  mergedAt(i: number): number
  /** When that time counts: first reviewed, or merged. NaN: it has none. */
  timedAt(of: PullTimeName, i: number): number
  /** The time in ms; NaN where its dates contradict each other. */
  timeMs(of: PullTimeName, i: number): number
  /** A number of a merged one; NaN where it is not known, rounds also where there was no review. */
  number(of: PullNumberName, i: number): number
  isStale(i: number, now: number): boolean
}

export function pullValues({ pulls, measures }: Seen, staleMs: number): PullValues {
  const { state, draft, lines, files } = pulls
  const { openedAt, firstReviewAt, rounds, comments, idleSince } = measures
  const mergedAt = (i: number) => (state[i] === pullStates.merged ? (pulls.mergedAt[i] ?? Number.NaN) : Number.NaN)
  const known = (value: number | undefined, least: number) =>
    value === undefined || value < least ? Number.NaN : value
  return {
    mergedAt,
    timedAt(of, i) {
      if (of === 'firstReview') return firstReviewAt[i] ?? Number.NaN
      if (of === 'review') return Number.isNaN(firstReviewAt[i]) ? Number.NaN : mergedAt(i)
      return mergedAt(i)
    },
    timeMs(of, i) {
      const [opened = 0, reviewed = 0] = [openedAt[i], firstReviewAt[i]]
      const ms =
        of === 'firstReview' ? reviewed - opened : of === 'review' ? mergedAt(i) - reviewed : mergedAt(i) - opened
      return ms >= 0 ? ms : Number.NaN
    },
    number(of, i) {
      if (of === 'lines') return known(lines[i], 0)
      if (of === 'files') return known(files[i], 0)
      if (of === 'rounds') return known(rounds[i], 1)
      return known(comments[i], 0)
    },
    isStale: (i, now) => state[i] === pullStates.open && draft[i] !== 1 && now - (idleSince[i] ?? now) >= staleMs,
  }
}
