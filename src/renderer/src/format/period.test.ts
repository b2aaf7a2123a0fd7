import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bucketAround, bucketFor, dayAt, defaultBucket, type Period, possibleBuckets, resolvePeriod } from './period.ts'

const hour = 3_600_000
const preset = (name: Extract<Parameters<typeof resolvePeriod>[0], { kind: 'preset' }>['preset']) =>
  ({ kind: 'preset', preset: name }) as const
const at = (text: string) => Date.parse(text)
const days = ({ firstDay, lastDay, days: count }: Period) => [firstDay, lastDay, count]

test('a period up to now ends with today, in the zone asked for', () => {
  const now = at('2026-03-03T23:30:00Z')
  expect(resolvePeriod(preset('last-4-weeks'), dayAt(now, 'UTC'), 'UTC')).toEqual({
    from: at('2026-02-04T00:00:00Z'),
    to: at('2026-03-04T00:00:00Z'),
    firstDay: '2026-02-04',
    lastDay: '2026-03-03',
    days: 28,
  })
  expect(resolvePeriod(preset('last-4-weeks'), dayAt(now, 'Asia/Tokyo'), 'Asia/Tokyo')).toMatchObject({
    to: at('2026-03-04T15:00:00Z'),
    lastDay: '2026-03-04',
  })
})

test('months are calendar months, clamped at the end of a short one', () => {
  expect(days(resolvePeriod(preset('last-6-months'), '2026-08-30', 'UTC'))).toEqual(['2026-02-28', '2026-08-30', 184])
  expect(days(resolvePeriod(preset('last-12-months'), '2026-03-03', 'UTC'))).toEqual(['2025-03-04', '2026-03-03', 365])
})

test('quarters: this one runs to today, the last one is whole, also across new year', () => {
  expect(days(resolvePeriod(preset('this-quarter'), '2026-02-10', 'UTC'))).toEqual(['2026-01-01', '2026-02-10', 41])
  expect(days(resolvePeriod(preset('last-quarter'), '2026-02-10', 'UTC'))).toEqual(['2025-10-01', '2025-12-31', 92])
})

test('a custom range includes both its days, in whichever order they were picked', () => {
  const range = { kind: 'custom', firstDay: '2026-03-28', lastDay: '2026-03-30' } as const
  const period = resolvePeriod(range, '2026-06-01', 'Europe/Berlin')
  expect(period).toMatchObject({ from: at('2026-03-27T23:00:00Z'), to: at('2026-03-30T22:00:00Z'), days: 3 })
  expect(
    resolvePeriod({ ...range, firstDay: range.lastDay, lastDay: range.firstDay }, '2026-06-01', 'Europe/Berlin'),
  ).toEqual(period)
})

test('the day clocks go forward has 23 hours, the day they go back 25', () => {
  const length = (instant: string) => {
    const { start, end } = bucketAround(at(instant), 'day', 'Europe/Berlin')
    return (end - start) / hour
  }
  expect(length('2026-03-29T10:00:00Z')).toBe(23)
  expect(length('2026-10-25T10:00:00Z')).toBe(25)
  expect(length('2026-10-26T10:00:00Z')).toBe(24)
})

test('a day whose midnight does not exist begins at one o’clock', () => {
  expect(bucketAround(at('2026-04-24T12:00:00Z'), 'day', 'Africa/Cairo').start).toBe(at('2026-04-23T22:00:00Z'))
  expect(
    resolvePeriod({ kind: 'custom', firstDay: '2026-04-24', lastDay: '2026-04-24' }, '2026-06-01', 'Africa/Cairo').from,
  ).toBe(at('2026-04-23T22:00:00Z'))
})

test('ISO weeks begin on Monday, also around new year', () => {
  const monday = { start: at('2025-12-29T00:00:00Z'), end: at('2026-01-05T00:00:00Z') }
  expect(bucketAround(at('2026-01-04T23:59:59Z'), 'week', 'UTC')).toEqual(monday)
  expect(bucketAround(monday.start, 'week', 'UTC')).toEqual(monday)
  expect(bucketAround(monday.end, 'week', 'UTC').start).toBe(monday.end)
})

test('months and quarters are whole', () => {
  expect(bucketAround(at('2026-02-28T12:00:00Z'), 'month', 'UTC')).toEqual({
    start: at('2026-02-01T00:00:00Z'),
    end: at('2026-03-01T00:00:00Z'),
  })
  expect(bucketAround(at('2026-12-31T12:00:00Z'), 'quarter', 'UTC')).toEqual({
    start: at('2026-10-01T00:00:00Z'),
    end: at('2027-01-01T00:00:00Z'),
  })
})

test('any instant lies in its bucket and any bucket follows the one before without a gap', () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'Asia/Kathmandu']
  const years = { min: at('2015-01-01T00:00:00Z'), max: at('2035-01-01T00:00:00Z') }
  fc.assert(
    fc.property(
      fc.integer(years),
      fc.constantFrom(...zones),
      fc.constantFrom('day', 'week', 'month', 'quarter'),
      (instant, zone, bucket) => {
        const { start, end } = bucketAround(instant, bucket, zone)
        expect(start).toBeLessThanOrEqual(instant)
        expect(end).toBeGreaterThan(instant)
        expect(bucketAround(end, bucket, zone).start).toBe(end)
        expect(bucketAround(start - 1, bucket, zone).end).toBe(start)
      },
    ),
    { numRuns: 300 },
  )
})

test('the bucket suits the length of the period', () => {
  expect([28, 90, 365, 1000, 5000].map(count => defaultBucket({ days: count }))).toEqual([
    'day',
    'week',
    'week',
    'month',
    'quarter',
  ])
})

test('a bucket that would be drawn too often or not once is not offered', () => {
  expect(possibleBuckets({ days: 5 })).toEqual(['day'])
  expect(possibleBuckets({ days: 90 })).toEqual(['day', 'week', 'month'])
  expect(possibleBuckets({ days: 3700 })).toEqual(['month', 'quarter'])
})

test('a wanted bucket holds only where the period allows it', () => {
  expect(bucketFor({ days: 90 }, 'day')).toBe('day')
  expect(bucketFor({ days: 3700 }, 'day')).toBe('quarter')
  expect(bucketFor({ days: 90 }, null)).toBe('week')
})

test('the day is the one on the zone’s calendar', () => {
  expect(dayAt(at('2026-03-03T23:30:00Z'), 'Asia/Tokyo')).toBe('2026-03-04')
})
