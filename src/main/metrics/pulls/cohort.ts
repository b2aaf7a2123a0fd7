import type { CalendarBucket, Period } from '../calendar.ts'

/** Pull requests that something happened to in a period, by the bucket it happened in. */
export interface Cohort {
  /** Their places in the snapshot. */
  readonly places: Int32Array
  /** One more than there are buckets: those of bucket b are `offsets[b]` to before `offsets[b + 1]`. */
  readonly offsets: Int32Array
}

/** Those of `places` whose instant in the column is in the period. The buckets follow on each other and cover the period. */
export function cohortOf(
  places: Int32Array,
  instants: Float64Array,
  period: Period,
  buckets: readonly CalendarBucket[],
): Cohort {
  const found = placesWithin(places, instants, period)
  const starts = Float64Array.from(buckets, ({ start }) => start)
  const first = starts[0] ?? 0
  const perMs = starts.length / ((buckets.at(-1)?.end ?? 0) - first)
  const bucketOf = new Int32Array(found.length)
  const offsets = new Int32Array(starts.length + 1)
  for (let k = 0; k < found.length; k++) {
    const instant = instants[found[k] ?? 0] ?? 0
    // Buckets are about as long as each other: this one, or one beside it.
    let bucket = Math.min(Math.floor((instant - first) * perMs), starts.length - 1)
    while (instant < (starts[bucket] ?? instant)) bucket--
    while (instant >= (starts[bucket + 1] ?? Number.POSITIVE_INFINITY)) bucket++
    bucketOf[k] = bucket
    offsets[bucket + 1] = (offsets[bucket + 1] ?? 0) + 1
  }
  for (let b = 1; b < offsets.length; b++) offsets[b] = (offsets[b] ?? 0) + (offsets[b - 1] ?? 0)
  const next = offsets.slice()
  const grouped = new Int32Array(found.length)
  for (let k = 0; k < found.length; k++) {
    const bucket = bucketOf[k] ?? 0
    const index = next[bucket] ?? 0
    grouped[index] = found[k] ?? 0
    next[bucket] = index + 1
  }
  return { places: grouped, offsets }
}

/** Those of `places` whose instant in the column is in the period, in their order. */
export function placesWithin(places: Int32Array, instants: Float64Array, { from, to }: Period): Int32Array {
  const found = new Int32Array(places.length)
  let size = 0
  for (let k = 0; k < places.length; k++) {
    const place = places[k] ?? 0
    const instant = instants[place] ?? Number.NaN
    if (instant >= from && instant < to) found[size++] = place
  }
  return found.subarray(0, size)
}

/** Values by bucket, as a cohort's places are. */
export interface CohortValues {
  readonly values: Float64Array
  readonly offsets: Int32Array
}

/** What a column holds of each; NaN is left out. */
export function valuesOf({ places, offsets }: Cohort, column: Float64Array): CohortValues {
  const values = new Float64Array(places.length)
  const known = new Int32Array(offsets.length)
  let size = 0
  for (let b = 0; b + 1 < offsets.length; b++) {
    for (let k = offsets[b] ?? 0, end = offsets[b + 1] ?? 0; k < end; k++) {
      const value = column[places[k] ?? 0] ?? Number.NaN
      if (!Number.isNaN(value)) values[size++] = value
    }
    known[b + 1] = size
  }
  return { values: values.subarray(0, size), offsets: known }
}

/** As `valuesOf`, of places without buckets. */
export function knownOf(places: Int32Array, column: Float64Array): Float64Array {
  return valuesOf({ places, offsets: Int32Array.of(0, places.length) }, column).values
}

/** The bucket an instant lies in; -1 for none. */
export function bucketAt(buckets: readonly CalendarBucket[], instant: number): number {
  let low = 0
  let high = buckets.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const bucket = buckets[middle]
    if (!bucket) return -1
    if (instant < bucket.start) high = middle - 1
    else if (instant >= bucket.end) low = middle + 1
    else return middle
  }
  return -1
}
