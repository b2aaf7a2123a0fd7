import type { Database } from 'better-sqlite3'
import type { MetricsFilter } from '../../../shared/model/metrics.ts'
import type { PullMetrics, PullNoData } from '../../../shared/model/pull-requests.ts'
import { bucketsOf, type Period, periodBefore } from '../calendar.ts'
import { quantile } from '../quantile.ts'
import { cohortOf, placesWithin } from './cohort.ts'
import { pullStates } from './pull-facts.ts'
import { openPullView, type PullView } from './pull-view.ts'
import { untoldPulls } from './pulls-behind.ts'
import { type Compared, numbersOf, shareOf, timesOf } from './spreads.ts'
import { isStale } from './stale.ts'

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
  const { measures, columns, people, pulls, missing } = view
  const buckets = bucketsOf(filter, filter.bucket, filter.timeZone)
  const before = periodBefore(filter, filter.timeZone)
  const compare = (places: Int32Array, instants: Float64Array): Compared => ({
    buckets,
    now: cohortOf(places, instants, filter, buckets),
    before: placesWithin(places, instants, before),
  })
  const { selected, withBots } = view
  const ofMerged = compare(selected, columns.mergedAt)
  const ofReviewed = compare(selected, measures.firstReviewAt)
  const ofAll = selected === withBots ? ofMerged : compare(withBots, columns.mergedAt)
  const noMerged = missing ?? (ofMerged.now.places.length === 0 ? 'none_merged_in_period' : null)
  // Where all are of bots there are some, whatever the filter leaves.
  const noneAtAll = ofAll.now.places.length > 0 ? null : (missing ?? 'none_merged_in_period')
  const isBot = (i: number) => people.bots[pulls.author[i] ?? 0] === 1
  return {
    throughput: throughput(view, ofMerged, filter, { before, noData: noMerged }),
    firstReview: timesOf(ofReviewed, 'firstReview', columns, missing ?? 'none_reviewed_in_period'),
    review: timesOf(ofMerged, 'review', columns, noMerged ?? 'none_reviewed_in_period'),
    merge: timesOf(ofMerged, 'merge', columns, noMerged ?? 'none_merged_in_period'),
    lines: numbersOf(ofMerged, 'lines', columns, noMerged ?? 'no_sizes'),
    files: numbersOf(ofMerged, 'files', columns, noMerged ?? 'no_sizes'),
    rounds: numbersOf(ofMerged, 'rounds', columns, noMerged ?? 'none_reviewed_in_period'),
    comments: numbersOf(ofMerged, 'comments', columns, noMerged ?? 'none_merged_in_period'),
    withoutReview: shareOf(ofMerged, i => measures.rounds[i] === 0, noMerged),
    byBots: shareOf(ofAll, isBot, noneAtAll),
    open: openNow(view, now),
    untold: untoldPulls(view, filter).length,
    noData: missing,
  }
}

interface ThroughputContext {
  readonly before: Period
  readonly noData: PullNoData | null
}

function throughput(
  view: PullView,
  { buckets, now: merged, before: mergedBefore }: Compared,
  filter: MetricsFilter,
  { before, noData }: ThroughputContext,
): PullMetrics['throughput'] {
  const opened = cohortOf(view.selected, view.measures.openedAt, filter, buckets)
  const weeks = mergedPerWeek(view, merged.places, filter, filter.timeZone)
  const weeksBefore = mergedPerWeek(view, mergedBefore, before, filter.timeZone)
  return {
    merged: merged.places.length,
    opened: opened.places.length,
    medianPerWeek: quantile(weeks, 0.5),
    wholeWeeks: weeks.length,
    buckets: buckets.map((bucket, b) => ({
      ...bucket,
      merged: countIn(merged.offsets, b),
      opened: countIn(opened.offsets, b),
    })),
    previousMerged: mergedBefore.length,
    previousMedianPerWeek: quantile(weeksBefore, 0.5),
    noData,
  }
}

/** Merged in each whole ISO week of the period, ascending. Weeks before the first pull request are left out. */
function mergedPerWeek(
  { firstCreatedAt, columns }: PullView,
  merged: Int32Array,
  period: Period,
  timeZone: string,
): Int32Array {
  const weeks = bucketsOf(period, 'week', timeZone).filter(
    ({ start, end }) => start >= period.from && end <= period.to && end > firstCreatedAt,
  )
  const whole = { from: weeks[0]?.start ?? 0, to: weeks.at(-1)?.end ?? 0 }
  const { offsets } = cohortOf(merged, columns.mergedAt, whole, weeks)
  return Int32Array.from(weeks, (_, week) => countIn(offsets, week)).sort()
}

const countIn = (offsets: Int32Array, bucket: number) => (offsets[bucket + 1] ?? 0) - (offsets[bucket] ?? 0)

function openNow(view: PullView, now: number): PullMetrics['open'] {
  const { pulls, measures, selected, missing } = view
  const open = selected.filter(i => pulls.state[i] === pullStates.open)
  const ready = open.filter(i => pulls.draft[i] !== 1)
  const ages = Float64Array.from(ready, i => Math.max(0, now - (measures.openedAt[i] ?? now)))
  return {
    open: open.length,
    drafts: open.length - ready.length,
    stale: ready.filter(i => isStale(view, i, now)).length,
    unreviewed: ready.filter(i => Number.isNaN(measures.firstReviewAt[i])).length,
    medianAgeMs: quantile(ages.sort(), 0.5),
    noData: missing,
  }
}
