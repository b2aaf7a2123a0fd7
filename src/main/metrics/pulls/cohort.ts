import type { CalendarBucket, Period } from '../calendar.ts'

/** Pull requests that something happened to in a period, by the bucket it happened in. */
export interface Cohort {
  /** Their places in the snapshot. */
  readonly places: Int32Array
  /** One more than there are buckets: those of bucket b are `offsets[b]` to before `offsets[b + 1]`. */
  readonly offsets: Int32Array
}

/** Those of `places` with an instant in the period. The buckets follow on each other and cover the period. */
export function cohortOf(
  places: Int32Array,
  at: (place: number) => number,
  { from, to }: Period,
  buckets: readonly CalendarBucket[],
): Cohort {
  const found = new Int32Array(places.length)
  const bucketOf = new Int32Array(places.length)
  const offsets = new Int32Array(buckets.length + 1)
  let size = 0
  for (let k = 0; k < places.length; k++) {
    const place = places[k] ?? 0
    const instant = at(place)
    if (!(instant >= from && instant < to)) continue
    const bucket = bucketAt(buckets, instant)
    if (bucket < 0) continue
    found[size] = place
    bucketOf[size++] = bucket
    offsets[bucket + 1] = (offsets[bucket + 1] ?? 0) + 1
  }
  for (let b = 1; b < offsets.length; b++) offsets[b] = (offsets[b] ?? 0) + (offsets[b - 1] ?? 0)
  const next = offsets.slice()
  const grouped = new Int32Array(size)
  for (let k = 0; k < size; k++) {
    const bucket = bucketOf[k] ?? 0
    const index = next[bucket] ?? 0
    grouped[index] = found[k] ?? 0
    next[bucket] = index + 1
  }
  return { places: grouped, offsets }
}

/** Values by bucket, as a cohort's places are. */
export interface CohortValues {
  readonly values: Float64Array
  readonly offsets: Int32Array
}

/** A value of each; what is NaN is left out. */
export function valuesOf({ places, offsets }: Cohort, value: (place: number) => number): CohortValues {
  const values = new Float64Array(places.length)
  const known = new Int32Array(offsets.length)
  let size = 0
  for (let b = 0; b + 1 < offsets.length; b++) {
    for (let k = offsets[b] ?? 0, end = offsets[b + 1] ?? 0; k < end; k++) {
      const one = value(places[k] ?? 0)
      if (!Number.isNaN(one)) values[size++] = one
    }
    known[b + 1] = size
  }
  return { values: values.subarray(0, size), offsets: known }
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
