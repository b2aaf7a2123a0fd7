import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Bucket, Bucket as BucketName } from '../../shared/model/metrics.ts'
import { bucketsOf, periodBefore } from './calendar.ts'
import { daysPerWholeWeek } from './whole-weeks.ts'

const hours = (zone: string, from: string, to: string) =>
  bucketsOf({ from: Date.parse(from), to: Date.parse(to) }, 'day', zone).map(b => (b.end - b.start) / 3_600_000)

// Berlin's clocks went forward on 29 March 2026 and back on 25 October 2026.
test('a day has 23 or 25 hours when the clocks change', () => {
  expect(hours('Europe/Berlin', '2026-03-27T23:00Z', '2026-03-30T22:00Z')).toEqual([24, 23, 24])
  expect(hours('Europe/Berlin', '2026-10-24T22:00Z', '2026-10-26T23:00Z')).toEqual([25, 24])
})

// Samoa went from 29 to 31 December 2011: the 30th was never there.
test('a day the zone skipped is left out', () => {
  expect(hours('Pacific/Apia', '2011-12-29T10:00Z', '2011-12-31T10:00Z')).toEqual([24, 24])
})

// Wednesday, 7 January 2026: its week began on Monday the 5th, its month and quarter on the 1st.
test.each([
  ['week', '2026-01-05T00:00Z', '2026-01-12T00:00Z'],
  ['month', '2026-01-01T00:00Z', '2026-02-01T00:00Z'],
  ['quarter', '2026-01-01T00:00Z', '2026-04-01T00:00Z'],
] as const)('a %s keeps its whole boundaries', (bucket, start, end) => {
  const period = { from: Date.parse('2026-01-07T10:00Z'), to: Date.parse('2026-01-07T11:00Z') }
  expect(bucketsOf(period, bucket, 'UTC')).toEqual([{ start: Date.parse(start), end: Date.parse(end) }])
})

test('refuses more buckets than can be shown, and years without a calendar', () => {
  expect(() => bucketsOf({ from: 0, to: 2_001 * 86_400_000 }, 'day', 'UTC')).toThrow('rpc.invalid_input')
  expect(() => bucketsOf({ from: 0, to: 9e15 }, 'quarter', 'UTC')).toThrow('rpc.invalid_input')
})

// Berlin's clocks went forward on 29 March: the two weeks before that fortnight are an hour longer, and begin at midnight too.
test('the period before has as many days, and begins at midnight across a change of the clocks', () => {
  const fortnight = { from: Date.parse('2026-03-22T23:00Z'), to: Date.parse('2026-04-05T22:00Z') }
  expect(periodBefore(fortnight, 'Europe/Berlin')).toEqual({
    from: Date.parse('2026-03-08T23:00Z'),
    to: fortnight.from,
  })
  const leap = { from: Date.parse('2028-03-01T00:00Z'), to: Date.parse('2028-03-31T00:00Z') }
  expect(periodBefore(leap, 'UTC').from).toBe(Date.parse('2028-01-31T00:00Z'))
})

test('the period before one that does not begin or end with a day is as long to the millisecond', () => {
  const { from, to } = { from: Date.parse('2026-03-29T00:00Z'), to: Date.parse('2026-03-29T22:00Z') }
  expect(periodBefore({ from, to }, 'Europe/Berlin')).toEqual({ from: from - (to - from), to: from })
})

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'Africa/Cairo',
]
const zone = fc.constantFrom(...zones)
const from = fc.integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2030, 0, 1) })

test('buckets tile the period without gaps or overlaps', () => {
  const bucket = fc.constantFrom<Bucket>(...BucketName.options)
  fc.assert(
    fc.property(from, fc.integer({ min: 1, max: 400 * 86_400_000 }), bucket, zone, (start, length, name, timeZone) => {
      const buckets = bucketsOf({ from: start, to: start + length }, name, timeZone)
      expect(buckets[0]?.start).toBeLessThanOrEqual(start)
      expect(buckets[0]?.end).toBeGreaterThan(start)
      expect(buckets.at(-1)?.start).toBeLessThan(start + length)
      expect(buckets.at(-1)?.end).toBeGreaterThanOrEqual(start + length)
      for (const [i, { start: begin, end }] of buckets.entries()) {
        expect(end).toBeGreaterThan(begin)
        if (i > 0) expect(begin).toBe(buckets[i - 1]?.end)
      }
    }),
    { numRuns: 200 },
  )
})

test('whole weeks and their days agree with the calendar buckets', () => {
  const offsets = fc.array(fc.integer({ min: 0, max: 60 * 86_400_000 - 1 }), { maxLength: 60 })
  fc.assert(
    fc.property(from, offsets, zone, (start, all, timeZone) => {
      const period = { from: start, to: start + 60 * 86_400_000 }
      const instants = all.map(offset => start + offset).sort((a, b) => a - b)
      const days = bucketsOf(period, 'day', timeZone)
      const weeks = bucketsOf(period, 'week', timeZone).filter(w => w.start >= period.from && w.end <= period.to)
      const expected = weeks.map(
        week =>
          days.filter(d => d.start >= week.start && d.end <= week.end && instants.some(t => t >= d.start && t < d.end))
            .length,
      )
      expect(daysPerWholeWeek(instants, period, timeZone)).toEqual(expected)
    }),
    { numRuns: 200 },
  )
})
