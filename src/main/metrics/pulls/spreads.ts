import type { PullMetrics, PullNoData, PullNumberName } from '../../../shared/model/pull-requests.ts'
import type { CalendarBucket } from '../calendar.ts'
import { histogramUpTo } from '../flow/histogram.ts'
import { type Cohort, type CohortValues, valuesOf } from './cohort.ts'
import { numberBins } from './number-bins.ts'
import type { PullValues } from './pull-values.ts'
import { selectQuantiles } from './select-quantiles.ts'

/** The pull requests of the period, by its buckets, and those of the period before. */
export interface Compared {
  readonly buckets: readonly CalendarBucket[]
  readonly now: Cohort
  readonly before: Cohort
}

type ValueOf = (place: number) => number

/** How a duration (ms) spreads; NaN where the dates of one contradict each other. */
export function timesOf(
  { buckets, now, before }: Compared,
  ms: ValueOf,
  ifNone: PullNoData,
): PullMetrics['firstReview'] {
  const known = valuesOf(now, ms)
  const { values } = known
  const parts = bucketed(known, buckets, ([medianMs = null, p85Ms = null]) => ({ medianMs, p85Ms }))
  const [medianMs = null, p70Ms = null, p85Ms = null, p95Ms = null] = selectQuantiles(values, [0.5, 0.7, 0.85, 0.95])
  const longest = values.reduce((most, value) => Math.max(most, value), 0)
  return {
    spread: { medianMs, p70Ms, p85Ms, p95Ms, items: values.length },
    histogram: p95Ms === null ? [] : histogramUpTo(values, longest, p95Ms),
    buckets: parts,
    previousMedianMs: medianOf(valuesOf(before, ms)),
    contradictory: now.places.length - values.length,
    noData: values.length === 0 ? ifNone : null,
  }
}

/** How a whole number spreads; those where it is not known are left out. */
export function numbersOf(
  { buckets, now, before }: Compared,
  of: PullNumberName,
  { number }: PullValues,
  ifNone: PullNoData,
): PullMetrics['lines'] {
  const known = valuesOf(now, i => number(of, i))
  const { values } = known
  const parts = bucketed(known, buckets, ([median = null]) => ({ median }))
  const [median = null, p85 = null] = selectQuantiles(values, [0.5, 0.85])
  return {
    median,
    p85,
    items: values.length,
    bins: numberBins(of, values),
    buckets: parts,
    previousMedian: medianOf(valuesOf(before, i => number(of, i))),
    noData: values.length === 0 ? ifNone : null,
  }
}

/** How many are of a kind. */
export function shareOf(
  { buckets, now, before }: Compared,
  isOf: (place: number) => boolean,
  noData: PullNoData | null,
): PullMetrics['byBots'] {
  const counted = (cohort: Cohort) => valuesOf(cohort, i => (isOf(i) ? 1 : 0))
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0)
  const rate = ({ values }: CohortValues) => (values.length === 0 ? null : total(values) / values.length)
  const current = counted(now)
  return {
    count: total(current.values),
    of: current.values.length,
    rate: rate(current),
    buckets: buckets.map((bucket, b) => {
      const part = current.values.subarray(current.offsets[b], current.offsets[b + 1])
      return { ...bucket, count: total(part), of: part.length }
    }),
    previousRate: rate(counted(before)),
    noData,
  }
}

const medianOf = ({ values }: CohortValues) => selectQuantiles(values, [0.5])[0] ?? null

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
