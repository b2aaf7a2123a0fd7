import { Temporal } from 'temporal-polyfill'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { Bucket } from '../../shared/model/metrics.ts'

/** The half-open stretch of time [from, to), epoch ms. */
export interface Period {
  readonly from: number
  readonly to: number
}

/** A day, ISO week, month or quarter on the calendar: [start, end), epoch ms. */
export interface CalendarBucket {
  readonly start: number
  readonly end: number
}

/** More marks than this no chart can show. */
export const maxBuckets = 2_000

const supported: Period = { from: Date.UTC(1000, 0, 1), to: Date.UTC(9000, 0, 1) }

const steps = {
  day: { days: 1 },
  week: { weeks: 1 },
  month: { months: 1 },
  quarter: { months: 3 },
} as const satisfies Record<Bucket, Temporal.DurationLike>

/**
 * The calendar's buckets that the period touches, in order, without gaps or overlaps. The first and the last keep their whole
 * boundaries even where the period cuts them: only what is counted in them is cut. A bucket the zone skipped altogether (a day
 * lost at the date line) is left out.
 *
 * @throws WeirError `rpc.invalid_input` when there would be more than `maxBuckets`, or for years before 1000 or after 8999.
 */
export function bucketsOf({ from, to }: Period, bucket: Bucket, timeZone: string): readonly CalendarBucket[] {
  if (from < supported.from || to > supported.to) throw refused('Choose a period between the years 1000 and 8999.')
  const buckets: CalendarBucket[] = []
  let date = bucketStart(dateAt(from, timeZone), bucket)
  let start = startOfDay(date, timeZone)
  while (start < to) {
    if (buckets.length === maxBuckets) throw refused('Choose a shorter period or larger steps.')
    date = date.add(steps[bucket])
    const end = startOfDay(date, timeZone)
    if (end > start) buckets.push({ start, end })
    start = end
  }
  return buckets
}

/** The calendar date of an instant. */
export function dateAt(instant: number, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate()
}

/**
 * The period right before one, as long: as many days where it begins and ends with a day of the zone, of which one may be an hour
 * shorter or longer; else as many milliseconds.
 */
export function periodBefore({ from, to }: Period, timeZone: string): Period {
  const [first, next] = [dateAt(from, timeZone), dateAt(to, timeZone)]
  const areDays = startOfDay(first, timeZone) === from && startOfDay(next, timeZone) === to
  if (!areDays) return { from: from - (to - from), to: from }
  return { from: startOfDay(first.subtract({ days: first.until(next).days }), timeZone), to: from }
}

/** The first instant of a date: midnight, or the end of the gap where the clocks skip midnight. */
export function startOfDay(date: Temporal.PlainDate, timeZone: string): number {
  return date.toZonedDateTime(timeZone).epochMilliseconds
}

/** The Monday of the date's ISO week. */
export function mondayOf(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.subtract({ days: date.dayOfWeek - 1 })
}

function bucketStart(date: Temporal.PlainDate, bucket: Bucket): Temporal.PlainDate {
  switch (bucket) {
    case 'day':
      return date
    case 'week':
      return mondayOf(date)
    case 'month':
      return date.with({ day: 1 })
    case 'quarter':
      return date.with({ day: 1, month: date.month - ((date.month - 1) % 3) })
  }
}

const refused = (hint: string) => new WeirError('rpc.invalid_input', { hint, details: { maxBuckets } })
