import type { CalendarBucket } from '../calendar.ts'
import { slices } from './slices.ts'

/** How many items were done on each of consecutive days; `doneAt` ascends. */
export function dailyThroughput(doneAt: Float64Array, days: readonly CalendarBucket[]): Int32Array {
  const begin = days[0]?.start ?? 0
  const before = doneAt.findIndex(at => at >= begin)
  const known = doneAt.subarray(before < 0 ? doneAt.length : before)
  return Int32Array.from(slices(known, days), ({ first, next }) => next - first)
}
