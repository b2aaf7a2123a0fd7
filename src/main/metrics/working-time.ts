import { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from '../../shared/model/working-calendar.ts'
import type { Period } from './calendar.ts'

/** Measures how much of a stretch of time was working time. */
export interface WorkingTime {
  /** Working ms in [from, to); what lies outside the span it was made for counts as none. */
  between(from: number, to: number): number
}

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/**
 * Working time of a calendar in a zone over a span. An instant is working time when its wall clock says so: a working weekday, no
 * holiday, within the hours. So an hour that the clocks skip is none, and one that they repeat counts twice.
 *
 * Made once, with a table of the working stretches; each duration then takes two look-ups, whatever its length.
 */
export function createWorkingTime(calendar: WorkingCalendar, timeZone: string, span: Period): WorkingTime {
  const table = workingStretches(calendar, timeZone, span)
  const workedBefore = new Float64Array(table.length / 2)
  for (let i = 1; i < workedBefore.length; i++) {
    workedBefore[i] = at(workedBefore, i - 1) + at(table, 2 * i - 1) - at(table, 2 * i - 2)
  }
  const lastBegun = indexByDay(table, span)

  const workedUntil = (instant: number): number => {
    const day = Math.floor((instant - span.from) / dayMs)
    let i = day < 0 ? -1 : at(lastBegun, Math.min(day, lastBegun.length - 1))
    while (2 * i + 2 < table.length && at(table, 2 * i + 2) <= instant) i++
    if (i < 0) return 0
    return at(workedBefore, i) + Math.min(instant, at(table, 2 * i + 1)) - at(table, 2 * i)
  }
  return { between: (from, to) => (to > from ? workedUntil(to) - workedUntil(from) : 0) }
}

/** Begin and end of each working stretch, in order: [begin, end, begin, end, …]. */
function workingStretches(calendar: WorkingCalendar, timeZone: string, span: Period): Float64Array {
  const weekdays = new Set(calendar.days)
  const holidays = new Set(calendar.holidays.map(day => Date.parse(`${day}T00:00Z`) / dayMs))
  const opens = minutesOf(calendar.hours.from) * minuteMs
  const closes = minutesOf(calendar.hours.to) * minuteMs
  const stretches: number[] = []
  for (const { from, to, offset } of offsetsIn(timeZone, span)) {
    for (let day = Math.floor((from + offset) / dayMs); day * dayMs - offset < to; day++) {
      if (!weekdays.has(isoWeekday(day)) || holidays.has(day)) continue
      const begin = Math.max(from, day * dayMs + opens - offset)
      const end = Math.min(to, day * dayMs + closes - offset)
      if (begin >= end) continue
      if (stretches.at(-1) === begin) stretches[stretches.length - 1] = end
      else stretches.push(begin, end)
    }
  }
  return Float64Array.from(stretches)
}

/** The parts of a span in which the zone keeps one offset (ms east of UTC). */
function* offsetsIn(timeZone: string, { from, to }: Period) {
  let begin = from
  while (begin < to) {
    const start = Temporal.Instant.fromEpochMilliseconds(begin).toZonedDateTimeISO(timeZone)
    const change = start.getTimeZoneTransition('next')?.epochMilliseconds ?? to
    const end = Math.min(change, to)
    yield { from: begin, to: end, offset: start.offsetNanoseconds / 1e6 }
    begin = end
  }
}

/** For each 24 h of the span: the last stretch begun when they begin, -1 for none. */
function indexByDay(table: Float64Array, { from, to }: Period): Int32Array {
  const index = new Int32Array(Math.max(1, Math.ceil((to - from) / dayMs)))
  let i = -1
  for (let day = 0; day < index.length; day++) {
    while (2 * i + 2 < table.length && at(table, 2 * i + 2) <= from + day * dayMs) i++
    index[day] = i
  }
  return index
}

/** 1 (Monday) to 7 for a day counted from 1 January 1970, a Thursday. */
const isoWeekday = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

const at = (values: Float64Array | Int32Array, index: number): number => values[index] ?? 0
