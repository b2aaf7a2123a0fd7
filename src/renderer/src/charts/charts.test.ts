import { expect, test } from 'vitest'
import { bucketAround } from '../format/period.ts'
import { bucketName } from './bucket-name.ts'
import { chartMarks, markLabel } from './chart-mark.ts'
import { linePoints } from './line-points.ts'
import { nextColumn } from './next-column.ts'
import { plotArea } from './plot-area.ts'
import { timeTicks } from './time-ticks.ts'
import { countTicks, durationTicks } from './value-ticks.ts'

const at = (text: string) => Date.parse(text)
const hour = 3_600_000
const read = (item: { count: number }) => ({
  value: item.count,
  text: item.count === 1 ? '1 deployment' : `${item.count} deployments`,
  facts: [],
  openable: item.count > 0,
})

function starts(from: string, to: string, bucket: 'day' | 'week' | 'month' | 'quarter', zone = 'UTC') {
  const list: number[] = []
  for (let next = at(from); next < at(to) && list.length < 500; next = bucketAround(next, bucket, zone).end)
    list.push(next)
  return list
}

test('a bucket is called what it is, in its zone', () => {
  const instant = at('2026-03-03T23:30:00Z')
  expect(bucketName(instant, 'day', 'Asia/Tokyo')).toBe('4 Mar 2026')
  expect(bucketName(instant, 'week', 'UTC')).toBe('Week of 2 Mar 2026')
  expect(bucketName(instant, 'month', 'UTC')).toBe('March 2026')
  expect(bucketName(instant, 'quarter', 'UTC')).toBe('Q1 2026')
})

test('a week across new year is called by its Monday even when the period cuts it', () => {
  expect(bucketName(at('2026-01-01T00:00:00Z'), 'week', 'UTC')).toBe('Week of 29 Dec 2025')
})

test('only buckets cut by the period are marked as a part', () => {
  const [wednesday, monday, last] = chartMarks(
    [
      { start: at('2026-03-02T00:00:00Z'), end: at('2026-03-09T00:00:00Z'), count: 4 },
      { start: at('2026-03-09T00:00:00Z'), end: at('2026-03-16T00:00:00Z'), count: 1 },
      { start: at('2026-03-16T00:00:00Z'), end: at('2026-03-23T00:00:00Z'), count: 0 },
    ],
    { from: at('2026-03-04T00:00:00Z'), to: at('2026-03-18T00:00:00Z'), bucket: 'week', timeZone: 'UTC' },
    read,
  )
  expect([wednesday?.partial, monday?.partial, last?.partial]).toEqual([true, false, true])
  expect(wednesday && markLabel(wednesday)).toBe('Week of 2 Mar 2026 (in part): 4 deployments')
  expect(monday && markLabel(monday)).toBe('Week of 9 Mar 2026: 1 deployment')
})

test('days of a short period are labelled by day, the newest always', () => {
  const ticks = timeTicks(starts('2026-02-04T00:00:00Z', '2026-03-04T00:00:00Z', 'day'), 'day', 'UTC', 4)
  expect(ticks.map(tick => tick.label)).toEqual(['10 Feb', '17 Feb', '24 Feb', '3 Mar'])
})

test('weeks of a long period are labelled by month, the year where it changes', () => {
  const ticks = timeTicks(starts('2025-09-24T00:00:00Z', '2026-03-04T00:00:00Z', 'week'), 'week', 'UTC', 12)
  expect(ticks.map(tick => tick.label)).toEqual(['Oct 2025', 'Nov', 'Dec', 'Jan 2026', 'Feb', 'Mar'])
  expect(ticks[3]?.at).toBe(at('2026-01-05T00:00:00Z'))
})

test('months that do not all fit are labelled by every second, third or sixth, January among them', () => {
  const months = starts('2024-07-01T00:00:00Z', '2026-08-23T00:00:00Z', 'month')
  expect(timeTicks(months, 'month', 'UTC', 6).map(tick => tick.label)).toEqual([
    'Jul 2024',
    'Jan 2025',
    'Jul',
    'Jan 2026',
    'Jul',
  ])
})

test('no more labels than fit', () => {
  const days = starts('2025-03-04T00:00:00Z', '2026-03-04T00:00:00Z', 'day')
  for (const most of [1, 3, 5, 8]) expect(timeTicks(days, 'day', 'UTC', most).length).toBeLessThanOrEqual(most)
  expect(timeTicks([], 'day', 'UTC', 5)).toEqual([])
})

test('quarters are labelled as quarters', () => {
  const ticks = timeTicks(starts('2025-10-01T00:00:00Z', '2026-05-01T00:00:00Z', 'quarter'), 'quarter', 'UTC', 8)
  expect(ticks.map(tick => tick.label)).toEqual(['Q4 2025', 'Q1 2026', 'Q2 2026'])
})

test('over many years the years are labelled, as far apart as it takes', () => {
  const quarters = starts('2004-10-01T00:00:00Z', '2026-12-01T00:00:00Z', 'quarter')
  const labels = (most: number) => timeTicks(quarters, 'quarter', 'UTC', most).map(tick => tick.label)
  expect(labels(6)).toEqual(['2005', '2010', '2015', '2020', '2025'])
  expect(labels(12)).toEqual(['2006', '2008', '2010', '2012', '2014', '2016', '2018', '2020', '2022', '2024', '2026'])
  const months = starts('2020-06-01T00:00:00Z', '2026-12-01T00:00:00Z', 'month')
  const ticks = timeTicks(months, 'month', 'UTC', 6)
  expect(ticks.map(tick => tick.label)).toEqual(['2021', '2022', '2023', '2024', '2025', '2026'])
  expect(ticks[0]?.at).toBe(at('2021-01-01T00:00:00Z'))
})

test('a count axis begins at 0, has whole steps and holds the largest value', () => {
  expect(countTicks(0)).toEqual([0, 1])
  expect(countTicks(3)).toEqual([0, 1, 2, 3])
  expect(countTicks(17)).toEqual([0, 5, 10, 15, 20])
  expect(countTicks(1234)).toEqual([0, 500, 1000, 1500])
})

test('a duration axis steps in units people count in', () => {
  expect(durationTicks(50 * 60_000).map(ms => ms / 60_000)).toEqual([0, 15, 30, 45, 60])
  expect(durationTicks(20 * hour).map(ms => ms / hour)).toEqual([0, 6, 12, 18, 24])
  expect(durationTicks(70 * hour).map(ms => ms / hour)).toEqual([0, 24, 48, 72])
  expect(durationTicks(0)).toEqual([0, 60_000])
})

test('arrow keys go from bucket to bucket and stop at the ends', () => {
  expect(nextColumn('ArrowRight', 3, 10)).toBe(4)
  expect(nextColumn('ArrowRight', 9, 10)).toBe(9)
  expect(nextColumn('ArrowLeft', 0, 10)).toBe(0)
  expect(nextColumn('Home', 7, 10)).toBe(0)
  expect(nextColumn('End', 2, 10)).toBe(9)
  expect(nextColumn('PageDown', 0, 400)).toBe(40)
  expect(nextColumn('x', 3, 10)).toBeNull()
})

test('a gap stays a gap, and of many points only one alone between gaps gets a dot', () => {
  const marks = Array.from({ length: 100 }, (_, start) => ({
    start,
    value: [10, 12, 14].includes(start) ? null : start,
  }))
  const points = linePoints(marks)
  expect(points[12]).toEqual({ start: 12, value: null, dot: null })
  expect(points.filter(point => point.dot !== null).map(point => point.start)).toEqual([11, 13])
  expect(linePoints(marks.slice(0, 20)).filter(point => point.dot !== null)).toHaveLength(17)
})

test('the plot leaves room for the longest value label', () => {
  const narrow = plotArea(400, 200, ['0', '5'])
  const wide = plotArea(400, 200, ['0', '12,000'])
  expect(wide.left).toBeGreaterThan(narrow.left)
  expect(wide.innerWidth + wide.left).toBe(400)
  expect(plotArea(0, 200, ['0']).innerWidth).toBe(0)
})
