import type { PullMetrics, PullNoData, PullNumberName, PullTimeName } from '../../../shared/model/pull-requests.ts'
import type { CalendarBucket } from '../calendar.ts'
import { histogramUpTo } from '../flow/histogram.ts'
import { type Cohort, type CohortValues, knownOf, valuesOf } from './cohort.ts'
import { numberBins } from './number-bins.ts'
import type { PullColumns } from './pull-columns.ts'
import { selectQuantiles } from './select-quantiles.ts'

/** The pull requests of the period, by its buckets, and those of the period before. */
export interface Compared {
  readonly buckets: readonly CalendarBucket[]
  readonly now: Cohort
  readonly before: Int32Array
}

/** How a duration spreads, of those it counts for. */
export function timesOf(
  { buckets, now, before }: Compared,
  of: PullTimeName,
  { timeMs, timedAt }: PullColumns,
  ifNone: PullNoData,
): PullMetrics['firstReview'] {
  const known = valuesOf(now, timeMs[of])
  const { values } = known
  const parts = bucketed(known, buckets, ([medianMs = null, p85Ms = null]) => ({ medianMs, p85Ms }))
  const [medianMs = null, p70Ms = null, p85Ms = null, p95Ms = null] = selectQuantiles(values, [0.5, 0.7, 0.85, 0.95])
  const longest = values.reduce((most, value) => Math.max(most, value), 0)
  return {
    spread: { medianMs, p70Ms, p85Ms, p95Ms, items: values.length },
    histogram: p95Ms === null ? [] : histogramUpTo(values, longest, p95Ms),
    buckets: parts,
    previousMedianMs: medianOf(before, timeMs[of]),
    contradictory: knownOf(now.places, timedAt[of]).length - values.length,
    noData: values.length === 0 ? ifNone : null,
  }
}

/** How a whole number spreads; those where it is not known are left out. */
export function numbersOf(
  { buckets, now, before }: Compared,
  of: PullNumberName,
  { number }: PullColumns,
  ifNone: PullNoData,
): PullMetrics['lines'] {
  const known = valuesOf(now, number[of])
  const { values } = known
  const parts = bucketed(known, buckets, ([median = null]) => ({ median }))
  const [median = null, p85 = null] = selectQuantiles(values, [0.5, 0.85])
  return {
    median,
    p85,
    items: values.length,
    bins: numberBins(of, values),
    buckets: parts,
    previousMedian: medianOf(before, number[of]),
    noData: values.length === 0 ? ifNone : null,
  }
}

/** How many are of a kind. */
export function shareOf(
  { buckets, now, before }: Compared,
  isOf: (place: number) => boolean,
  noData: PullNoData | null,
): PullMetrics['byBots'] {
  const counted = (places: Int32Array) => {
    let count = 0
    for (let k = 0; k < places.length; k++) if (isOf(places[k] ?? 0)) count++
    return { count, of: places.length }
  }
  const rate = ({ count, of }: { readonly count: number; readonly of: number }) => (of === 0 ? null : count / of)
  const current = counted(now.places)
  return {
    ...current,
    rate: rate(current),
    buckets: buckets.map((bucket, b) => ({
      ...bucket,
      ...counted(now.places.subarray(now.offsets[b], now.offsets[b + 1])),
    })),
    previousRate: rate(counted(before)),
    noData,
  }
}

const medianOf = (places: Int32Array, column: Float64Array) =>
  selectQuantiles(knownOf(places, column), [0.5])[0] ?? null

/** What the median and the 85th percentile of each bucket's values make. */
function bucketed<Reading>(
  { values, offsets }: CohortValues,
  buckets: readonly CalendarBucket[],
  read: (quantiles: readonly (number | null)[]) => Reading,
): (CalendarBucket & { items: number } & Reading)[] {
  return buckets.map((bucket, b) => {
    const part = values.subarray(offsets[b], offsets[b + 1])
    return { ...bucket, items: part.length, ...read(selectQuantiles(part, [0.5, 0.85])) }
  })
}
