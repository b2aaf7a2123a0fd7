import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Bucket } from '../../../shared/model/metrics.ts'

const PeriodPreset = z.enum([
  'last-4-weeks',
  'last-90-days',
  'last-6-months',
  'last-12-months',
  'this-quarter',
  'last-quarter',
])
export type PeriodPreset = z.infer<typeof PeriodPreset>

/** A period as the user chose it: one that moves with the calendar, or two calendar days (YYYY-MM-DD), both included. */
export const PeriodChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('preset'), preset: PeriodPreset }),
  z.object({ kind: z.literal('custom'), firstDay: z.iso.date(), lastDay: z.iso.date() }),
])
export type PeriodChoice = z.infer<typeof PeriodChoice>

/** The half-open span [from, to) in epoch ms, and the calendar days it begins and ends with. */
export interface Period {
  readonly from: number
  readonly to: number
  readonly firstDay: string
  readonly lastDay: string
  readonly days: number
}

export const presetNames: Readonly<Record<PeriodPreset, string>> = {
  'last-4-weeks': 'Last 4 weeks',
  'last-90-days': 'Last 90 days',
  'last-6-months': 'Last 6 months',
  'last-12-months': 'Last 12 months',
  'this-quarter': 'This quarter',
  'last-quarter': 'Last quarter',
}

/** The first instant (epoch ms) of a calendar day in a zone: not always midnight, where clocks change at midnight. */
const startOf = (day: Temporal.PlainDate, timeZone: string) => day.toZonedDateTime(timeZone).epochMilliseconds

function periodOf(first: Temporal.PlainDate, last: Temporal.PlainDate, timeZone: string): Period {
  const end = last.add({ days: 1 })
  return {
    from: startOf(first, timeZone),
    to: startOf(end, timeZone),
    firstDay: first.toString(),
    lastDay: last.toString(),
    days: first.until(end, { largestUnit: 'day' }).days,
  }
}

/** The calendar day (YYYY-MM-DD) it is in a zone. */
export const dayAt = (instant: number, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString()

/** The instant (epoch ms) a calendar day (YYYY-MM-DD) ends at in a zone. */
export const endOfDay = (day: string, timeZone: string): number =>
  startOf(Temporal.PlainDate.from(day).add({ days: 1 }), timeZone)

const quarterStart = (day: Temporal.PlainDate) => day.with({ month: Math.floor((day.month - 1) / 3) * 3 + 1, day: 1 })

/** The span a choice stands for on the calendar day `todayIs`, cut at day boundaries of the zone. What runs up to now ends with today. */
export function resolvePeriod(choice: PeriodChoice, todayIs: string, timeZone: string): Period {
  if (choice.kind === 'custom') {
    const days = [Temporal.PlainDate.from(choice.firstDay), Temporal.PlainDate.from(choice.lastDay)] as const
    const [first, last] = Temporal.PlainDate.compare(...days) <= 0 ? days : [days[1], days[0]]
    return periodOf(first, last, timeZone)
  }
  const today = Temporal.PlainDate.from(todayIs)
  const end = today.add({ days: 1 })
  switch (choice.preset) {
    case 'last-4-weeks':
      return periodOf(end.subtract({ weeks: 4 }), today, timeZone)
    case 'last-90-days':
      return periodOf(end.subtract({ days: 90 }), today, timeZone)
    case 'last-6-months':
      return periodOf(end.subtract({ months: 6 }), today, timeZone)
    case 'last-12-months':
      return periodOf(end.subtract({ months: 12 }), today, timeZone)
    case 'this-quarter':
      return periodOf(quarterStart(today), today, timeZone)
    case 'last-quarter': {
      const start = quarterStart(today)
      return periodOf(start.subtract({ months: 3 }), start.subtract({ days: 1 }), timeZone)
    }
  }
}

/** How many days a bucket lasts, roughly: for choosing between buckets. */
const bucketDays: Readonly<Record<Bucket, number>> = { day: 1, week: 7, month: 30, quarter: 91 }
const mostBuckets = 400

/** The bucket that makes a readable chart of the period: days up to five weeks, weeks up to 13 months, then months. */
export function defaultBucket({ days }: Pick<Period, 'days'>): Bucket {
  if (days <= 35) return 'day'
  if (days <= 400) return 'week'
  return days <= 366 * 8 ? 'month' : 'quarter'
}

/** The buckets that can be drawn for the period: not too many, and no longer than the period itself. */
export function possibleBuckets({ days }: Pick<Period, 'days'>): readonly Bucket[] {
  const fits = (bucket: Bucket) =>
    bucket === 'day' ? days <= mostBuckets : days >= bucketDays[bucket] && days / bucketDays[bucket] <= mostBuckets
  const buckets = (['day', 'week', 'month', 'quarter'] as const).filter(fits)
  return buckets.length > 0 ? buckets : ['quarter']
}

/** The wanted bucket where the period allows it, the readable one where not or where none is wanted. */
export function bucketFor(period: Pick<Period, 'days'>, wanted: Bucket | null): Bucket {
  return wanted !== null && possibleBuckets(period).includes(wanted) ? wanted : defaultBucket(period)
}

/** The whole bucket [start, end) that an instant lies in: ISO weeks begin on Monday. */
export function bucketAround(instant: number, bucket: Bucket, timeZone: string): { start: number; end: number } {
  const day = Temporal.PlainDate.from(dayAt(instant, timeZone))
  const first = {
    day: () => day,
    week: () => day.subtract({ days: day.dayOfWeek - 1 }),
    month: () => day.with({ day: 1 }),
    quarter: () => quarterStart(day),
  }[bucket]()
  const next = first.add(bucket === 'quarter' ? { months: 3 } : { [`${bucket}s`]: 1 })
  return { start: startOf(first, timeZone), end: startOf(next, timeZone) }
}
