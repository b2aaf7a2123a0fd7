import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import type { WorkingCalendar } from '../../shared/model/working-calendar.ts'
import { createWorkingTime } from './working-time.ts'

const hour = 3_600_000
const office: WorkingCalendar = { days: [1, 2, 3, 4, 5], hours: { from: '09:00', to: '17:00' }, holidays: [] }
const year = { from: Date.parse('2026-01-01T00:00Z'), to: Date.parse('2027-01-01T00:00Z') }

const hoursBetween = (calendar: WorkingCalendar, zone: string, from: string, to: string) =>
  createWorkingTime(calendar, zone, year).between(Date.parse(from), Date.parse(to)) / hour

// Friday, 6 March 2026, 15:00 to Monday 11:00: two hours until Friday's end, two on Monday morning.
test('counts hours of working days only', () => {
  expect(hoursBetween(office, 'UTC', '2026-03-06T15:00Z', '2026-03-09T11:00Z')).toBe(4)
  expect(hoursBetween(office, 'UTC', '2026-03-07T00:00Z', '2026-03-09T00:00Z')).toBe(0)
  expect(hoursBetween(office, 'UTC', '2026-03-02T00:00Z', '2026-03-09T00:00Z')).toBe(40)
})

test('a holiday is no working day', () => {
  const withHoliday = { ...office, holidays: ['2026-03-04'] }
  expect(hoursBetween(withHoliday, 'UTC', '2026-03-02T00:00Z', '2026-03-09T00:00Z')).toBe(32)
})

// 09:00 in Tokyo is 00:00 UTC.
test('hours are those of the zone', () => {
  expect(hoursBetween(office, 'Asia/Tokyo', '2026-03-04T00:00Z', '2026-03-04T03:00Z')).toBe(3)
  expect(hoursBetween(office, 'Asia/Tokyo', '2026-03-04T08:00Z', '2026-03-04T23:59Z')).toBe(0)
})

// Berlin's clocks went forward on 29 March 2026 and back on 25 October 2026, both Sundays.
test('a day has 23 or 25 hours when the clocks change', () => {
  const always: WorkingCalendar = { days: [1, 2, 3, 4, 5, 6, 7], hours: { from: '00:00', to: '24:00' }, holidays: [] }
  expect(hoursBetween(always, 'Europe/Berlin', '2026-03-28T23:00Z', '2026-03-29T22:00Z')).toBe(23)
  expect(hoursBetween(always, 'Europe/Berlin', '2026-10-24T22:00Z', '2026-10-25T23:00Z')).toBe(25)
  const nights: WorkingCalendar = { ...always, hours: { from: '01:00', to: '03:00' } }
  expect(hoursBetween(nights, 'Europe/Berlin', '2026-03-28T23:00Z', '2026-03-29T22:00Z')).toBe(1)
  expect(hoursBetween(nights, 'Europe/Berlin', '2026-10-24T22:00Z', '2026-10-25T23:00Z')).toBe(3)
})

test('outside its span there is no working time', () => {
  expect(hoursBetween(office, 'UTC', '2020-01-01T00:00Z', '2026-01-01T12:00Z')).toBe(3)
  expect(hoursBetween(office, 'UTC', '2026-12-31T12:00Z', '2030-01-01T00:00Z')).toBe(5)
  expect(hoursBetween(office, 'UTC', '2026-03-06T15:00Z', '2026-03-06T12:00Z')).toBe(0)
})

const minute = 60_000
const zones = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia']
const zone = fc.constantFrom(...zones)
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const calendar = fc
  .record({
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
    opens: fc.integer({ min: 0, max: 1_439 }),
    length: fc.integer({ min: 1, max: 1_440 }),
    holidays: fc.subarray(['2026-03-08', '2026-03-29', '2026-10-25', '2026-11-02']),
  })
  .map(({ days, opens, length, holidays }) => ({
    days,
    hours: { from: clock(opens), to: clock(Math.min(1_440, opens + length)) },
    holidays,
  }))
const instant = fc.integer({ min: year.from, max: year.to })

test('a stretch has the working time of its parts, never more than its length, and grows with it', () => {
  fc.assert(
    fc.property(calendar, zone, fc.tuple(instant, instant, instant), (each, timeZone, instants) => {
      const [a = 0, b = 0, c = 0] = instants.sort((x, y) => x - y)
      const time = createWorkingTime(each, timeZone, year)
      expect(time.between(a, c)).toBe(time.between(a, b) + time.between(b, c))
      expect(time.between(a, c)).toBeGreaterThanOrEqual(time.between(a, b))
      expect(time.between(a, b)).toBeLessThanOrEqual(b - a)
    }),
    { numRuns: 60 },
  )
})

/** Asks the wall clock at every minute. */
function walked(each: WorkingCalendar, timeZone: string, from: number, to: number): number {
  let worked = 0
  for (let t = from; t < to; t += minute) {
    const wall = Temporal.Instant.fromEpochMilliseconds(t).toZonedDateTimeISO(timeZone)
    const time = clock(wall.hour * 60 + wall.minute)
    const working =
      each.days.includes(wall.dayOfWeek) &&
      !each.holidays.includes(wall.toPlainDate().toString()) &&
      time >= each.hours.from &&
      time < each.hours.to
    if (working) worked += minute
  }
  return worked
}

// The weeks in which these zones change their clocks.
const changes = ['2026-03-08', '2026-03-28', '2026-04-04', '2026-10-03', '2026-10-24', '2026-11-01'].map(Date.parse)

test('agrees with a walk minute by minute, across changes of the clocks', () => {
  const start = fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -1_440, max: 1_440 }))
  fc.assert(
    fc.property(
      calendar,
      zone,
      start,
      fc.integer({ min: 0, max: 2_000 }),
      (each, timeZone, [around, offset], length) => {
        const from = around + offset * minute
        const to = from + length * minute
        expect(createWorkingTime(each, timeZone, year).between(from, to)).toBe(walked(each, timeZone, from, to))
      },
    ),
    { numRuns: 40 },
  )
})
