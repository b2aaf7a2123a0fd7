import fc from 'fast-check'
import { expect, test } from 'vitest'
import { timeDots, timeTrend } from './cycle-time.ts'
import { finishedItems } from './finished-items.ts'
import { histogram } from './histogram.ts'
import { spreadOf } from './spread.ts'
import { ways } from './testing/random-ways.ts'
import { backlog, day, develop, done, on, type Way } from './testing/snapshot.ts'
import { viewOf } from './testing/view.ts'

/** Created on one day, started on another, done on a third. */
const item = (created: number, started: number, finished: number): Way => [
  [backlog, on(created)],
  [develop, on(started)],
  [done, on(finished)],
]
const march = { from: on(0), to: on(30) }

// Cycle times 1, 2, 4 and 8 days: median 3, p70 4.4, p85 6.2, p95 7.4; lead times 2, 4, 8, 16: median 6.
const four = [item(0, 1, 2), item(0, 2, 4), item(0, 4, 8), item(0, 8, 16)]

test('percentiles of cycle and lead time of the items finished in the period', () => {
  const items = finishedItems(viewOf([...four, item(0, 1, 40), item(-9, -8, -7)]), march)
  const spread = spreadOf(items.cycleMs)
  expect(spread.items).toBe(4)
  const days = [spread.medianMs, spread.p70Ms, spread.p85Ms, spread.p95Ms].map(ms => (ms ?? 0) / day)
  for (const [i, expected] of [3, 4.4, 6.2, 7.4].entries()) expect(days[i]).toBeCloseTo(expected)
  expect((spreadOf(items.leadMs).medianMs ?? 0) / day).toBe(6)
})

test('without a start there is a lead time but no cycle time', () => {
  const items = finishedItems(
    viewOf([
      [
        [backlog, on(0)],
        [done, on(4)],
      ],
    ]),
    march,
  )
  expect(items.issues.length).toBe(1)
  expect(spreadOf(items.cycleMs)).toEqual({ medianMs: null, p70Ms: null, p85Ms: null, p95Ms: null, items: 0 })
  expect(spreadOf(items.leadMs).medianMs).toBe(4 * day)
})

test('an item done at the very end of the period belongs to the next', () => {
  const view = viewOf([item(0, 1, 30), item(0, 1, 0)])
  expect(finishedItems(view, march).issues).toHaveLength(1)
})

test('the trend tells each bucket its own median, and nothing of an empty one', () => {
  const items = finishedItems(viewOf(four), march)
  const weeks = [0, 7, 14].map(start => ({ start: on(start), end: on(start + 7) }))
  const trend = timeTrend(items, items.cycleMs, weeks)
  expect(trend.map(({ medianMs, items: count }) => [medianMs && medianMs / day, count])).toEqual([
    [1.5, 2],
    [4, 1],
    [8, 1],
  ])
  expect(timeTrend(items, items.cycleMs, [{ start: on(20), end: on(30) }])[0]?.items).toBe(4)
})

const periods = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 60 }))

test('every finished item is in one bucket, one bin and one dot, gathered or not', () => {
  fc.assert(
    fc.property(ways, periods, fc.integer({ min: 0, max: 5 }), (all, [from, length], most) => {
      const view = viewOf(all)
      const period = { from: on(from), to: on(from + length) }
      const items = finishedItems(view, period)
      const known = spreadOf(items.cycleMs).items
      const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
      const days = Array.from({ length }, (_, i) => ({ start: on(from + i), end: on(from + i + 1) }))
      expect(sum(timeTrend(items, items.cycleMs, days).map(bucket => bucket.items))).toBe(known)
      expect(sum(histogram(items.cycleMs).map(bin => bin.items))).toBe(known)
      const dots = timeDots(view.snapshot, items, items.cycleMs, period, most)
      expect(sum(dots.items)).toBe(known)
      for (const [i, count] of dots.ranges === null ? [] : dots.items.entries()) {
        const { atFrom = [], atTo = [], msFrom = [], msTo = [] } = dots.ranges ?? {}
        const inside = [...items.doneAt].filter((at, k) => {
          const ms = items.cycleMs[k] ?? Number.NaN
          return at >= (atFrom[i] ?? 0) && at < (atTo[i] ?? 0) && ms >= (msFrom[i] ?? 0) && ms < (msTo[i] ?? 0)
        })
        expect(inside).toHaveLength(count)
      }
    }),
  )
})

test('items come by the time they were done', () => {
  fc.assert(
    fc.property(ways, all => {
      const { doneAt } = finishedItems(viewOf(all), { from: on(-1), to: on(500) })
      expect([...doneAt]).toEqual([...doneAt].sort((a, b) => a - b))
    }),
  )
})
