import { dateAt, mondayOf, type Period, startOfDay } from './calendar.ts'

/**
 * For each whole ISO week inside the period, the number of its days on which something happened: 0..7, in calendar order.
 * Weeks the period cuts are left out; weeks without anything count as 0. `instants` ascend.
 */
export function daysPerWholeWeek(instants: Iterable<number>, period: Period, timeZone: string): readonly number[] {
  const fromMonday = mondayOf(dateAt(period.from, timeZone))
  const firstMonday = startOfDay(fromMonday, timeZone) < period.from ? fromMonday.add({ weeks: 1 }) : fromMonday
  const weeks = firstMonday.until(mondayOf(dateAt(period.to, timeZone))).days / 7
  if (weeks < 1) return []

  const days = new Array<number>(weeks).fill(0)
  let dayEnd = startOfDay(firstMonday, timeZone)
  for (const instant of instants) {
    if (instant < dayEnd) continue
    const date = dateAt(instant, timeZone)
    dayEnd = startOfDay(date.add({ days: 1 }), timeZone)
    const week = Math.floor(firstMonday.until(date).days / 7)
    if (week >= weeks) break
    days[week] = (days[week] ?? 0) + 1
  }
  return days
}
