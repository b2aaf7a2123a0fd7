import type { Database } from 'better-sqlite3'
import type { MetricsFilter } from '../../../shared/model/metrics.ts'
import { type PullMetrics, type PullNoData, staleDays } from '../../../shared/model/pull-requests.ts'
import { bucketsOf, type CalendarBucket, type Period } from '../calendar.ts'
import { quantile } from '../quantile.ts'
import { bucketAt, type Cohort, cohortOf, valuesOf } from './cohort.ts'
import { pullStates } from './pull-facts.ts'
import { type PullValues, pullValues } from './pull-values.ts'
import { openPullView, type PullView } from './pull-view.ts'
import { numbersOf, shareOf, timesOf } from './spreads.ts'

export const staleMs = staleDays * 24 * 3_600_000

export interface AskedForPullMetrics {
  readonly filter: MetricsFilter
  readonly now: number
}

/** Everything about pull requests over a period, and its headlines over the equally long period right before it. */
export function pullMetrics(db: Database, { filter, now }: AskedForPullMetrics): PullMetrics {
  return answerPulls(openPullView(db, filter), filter, now)
}

/** As `pullMetrics`, of pull requests that are there. */
export function answerPulls(view: PullView, filter: MetricsFilter, now: number): PullMetrics {
  const { measures, people, pulls, missing } = view
  const buckets = bucketsOf(filter, filter.bucket, filter.timeZone)
  const before: Period = { from: filter.from - (filter.to - filter.from), to: filter.from }
  const values = pullValues(view, staleMs)
  const current = cohortsOf(view, values, filter, buckets)
  const previous = cohortsOf(view, values, before, [{ start: before.from, end: before.to }])
  const ofMerged = { buckets, now: current.merged, before: previous.merged }
  const ofReviewed = { buckets, now: current.reviewed, before: previous.reviewed }
  const ofAll = { buckets, now: current.mergedByAnybody, before: previous.mergedByAnybody }
  const noMerged = missing ?? (current.merged.places.length === 0 ? 'none_merged_in_period' : null)
  // Where all are of bots there are some, whatever the filter leaves.
  const noneAtAll = current.mergedByAnybody.places.length > 0 ? null : (missing ?? 'none_merged_in_period')
  const isBot = (i: number) => people.bots[pulls.author[i] ?? 0] === 1
  return {
    throughput: throughput(view, current, previous, filter, { buckets, before, noData: noMerged }),
    firstReview: timesOf(ofReviewed, i => values.timeMs('firstReview', i), missing ?? 'none_reviewed_in_period'),
    review: timesOf(
      reviewedOnly(ofMerged, values),
      i => values.timeMs('review', i),
      noMerged ?? 'none_reviewed_in_period',
    ),
    merge: timesOf(ofMerged, i => values.timeMs('merge', i), noMerged ?? 'none_merged_in_period'),
    lines: numbersOf(ofMerged, 'lines', values, noMerged ?? 'no_sizes'),
    files: numbersOf(ofMerged, 'files', values, noMerged ?? 'no_sizes'),
    rounds: numbersOf(ofMerged, 'rounds', values, noMerged ?? 'none_reviewed_in_period'),
    comments: numbersOf(ofMerged, 'comments', values, noMerged ?? 'none_merged_in_period'),
    withoutReview: shareOf(ofMerged, i => measures.rounds[i] === 0, noMerged),
    byBots: shareOf(ofAll, isBot, noneAtAll),
    open: openNow(view, values, now),
    noData: missing,
  }
}

interface Cohorts {
  readonly merged: Cohort
  /** Bots in any case. */
  readonly mergedByAnybody: Cohort
  /** By their first review. */
  readonly reviewed: Cohort
  readonly opened: Cohort
}

function cohortsOf(
  { selected, withBots, measures }: PullView,
  values: PullValues,
  period: Period,
  buckets: readonly CalendarBucket[],
): Cohorts {
  const merged = cohortOf(selected, values.mergedAt, period, buckets)
  return {
    merged,
    mergedByAnybody: selected === withBots ? merged : cohortOf(withBots, values.mergedAt, period, buckets),
    reviewed: cohortOf(selected, i => measures.firstReviewAt[i] ?? Number.NaN, period, buckets),
    opened: cohortOf(selected, i => measures.openedAt[i] ?? Number.NaN, period, buckets),
  }
}

/** Of the merged ones those that anybody reviewed: without a review there is no review time, and nothing contradicts itself. */
function reviewedOnly<Of extends { readonly now: Cohort; readonly before: Cohort }>(of: Of, values: PullValues): Of {
  const reviewed = ({ places, offsets }: Cohort): Cohort => {
    const there = valuesOf({ places, offsets }, i => (Number.isNaN(values.timedAt('review', i)) ? Number.NaN : i))
    return { places: Int32Array.from(there.values), offsets: there.offsets }
  }
  return { ...of, now: reviewed(of.now), before: reviewed(of.before) }
}

interface ThroughputContext {
  readonly buckets: readonly CalendarBucket[]
  readonly before: Period
  readonly noData: PullNoData | null
}

function throughput(
  view: PullView,
  { merged, opened }: Cohorts,
  previous: Cohorts,
  filter: MetricsFilter,
  { buckets, before, noData }: ThroughputContext,
): PullMetrics['throughput'] {
  const weeks = mergedPerWeek(view, merged, filter, filter.timeZone)
  const weeksBefore = mergedPerWeek(view, previous.merged, before, filter.timeZone)
  const countIn = ({ offsets }: Cohort, b: number) => (offsets[b + 1] ?? 0) - (offsets[b] ?? 0)
  return {
    merged: merged.places.length,
    opened: opened.places.length,
    medianPerWeek: quantile(weeks, 0.5),
    wholeWeeks: weeks.length,
    buckets: buckets.map((bucket, b) => ({ ...bucket, merged: countIn(merged, b), opened: countIn(opened, b) })),
    previousMerged: previous.merged.places.length,
    previousMedianPerWeek: quantile(weeksBefore, 0.5),
    noData,
  }
}

/** Merged in each whole ISO week of the period, ascending. Weeks before the first pull request are left out. */
function mergedPerWeek({ pulls, selected }: PullView, merged: Cohort, period: Period, timeZone: string): Int32Array {
  let first = Number.POSITIVE_INFINITY
  for (const i of selected) first = Math.min(first, pulls.createdAt[i] ?? first)
  const weeks = bucketsOf(period, 'week', timeZone).filter(
    ({ start, end }) => start >= period.from && end <= period.to && end > first,
  )
  const counts = new Int32Array(weeks.length)
  for (const i of merged.places) {
    const week = bucketAt(weeks, pulls.mergedAt[i] ?? Number.NaN)
    if (week >= 0) counts[week] = (counts[week] ?? 0) + 1
  }
  return counts.sort()
}

function openNow(
  { pulls, measures, selected, missing }: PullView,
  values: PullValues,
  now: number,
): PullMetrics['open'] {
  const open = selected.filter(i => pulls.state[i] === pullStates.open)
  const ready = open.filter(i => pulls.draft[i] !== 1)
  const ages = Float64Array.from(ready, i => Math.max(0, now - (measures.openedAt[i] ?? now)))
  return {
    open: open.length,
    drafts: open.length - ready.length,
    stale: ready.filter(i => values.isStale(i, now)).length,
    unreviewed: ready.filter(i => Number.isNaN(measures.firstReviewAt[i])).length,
    medianAgeMs: quantile(ages.sort(), 0.5),
    noData: missing,
  }
}
