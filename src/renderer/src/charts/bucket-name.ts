import type { Bucket } from '../../../shared/model/metrics.ts'
import { bucketAround, dayAt } from '../format/period.ts'
import { formatDate } from '../format/time.ts'
import { monthName } from './month-name.ts'

/** What a bucket is called in full: `3 Mar 2026`, `Week of 2 Mar 2026`, `March 2026`, `Q1 2026`. `at` is any instant in it. */
export function bucketName(at: number, bucket: Bucket, timeZone: string): string {
  switch (bucket) {
    case 'day':
      return formatDate(at, timeZone)
    case 'week':
      return `Week of ${formatDate(bucketAround(at, 'week', timeZone).start, timeZone)}`
    case 'month':
      return `${monthName(dayAt(at, timeZone), 'long')} ${dayAt(at, timeZone).slice(0, 4)}`
    case 'quarter':
      return quarterName(dayAt(at, timeZone))
  }
}

/** The quarter of a calendar day (YYYY-MM-DD): `Q1 2026`. */
export const quarterName = (day: string): string => `Q${Math.ceil(Number(day.slice(5, 7)) / 3)} ${day.slice(0, 4)}`
