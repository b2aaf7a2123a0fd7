import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backtest } from './backtest.ts'
import { dailyThroughput } from './daily-throughput.ts'
import { dayOfChance, daysUntil, itemsOfChance, itemsWithin } from './monte-carlo.ts'
import { numberBins } from './number-bins.ts'
import { createRandom } from './random.ts'
import { on } from './testing/snapshot.ts'

const trials = (seed = 1, count = 2_000) => ({ count, random: createRandom(seed) })

// Two a day, every day: ten days make 20, and 7 are done on the fourth day, whatever the draw.
test('with the same throughput every day the forecast is certain', () => {
  expect(new Set(itemsWithin(Int32Array.of(2, 2, 2), 10, trials()))).toEqual(new Set([20]))
  expect(new Set(daysUntil(Int32Array.of(2), 7, 100, trials()))).toEqual(new Set([4]))
})

// One or none with equal chance over two days: none 25 %, one 50 %, two 25 %.
test('the trials have the chances of the past days', () => {
  const sorted = itemsWithin(Int32Array.of(0, 1), 2, trials(7, 20_000))
  const share = (items: number) => sorted.filter(value => value === items).length / sorted.length
  expect(share(0)).toBeCloseTo(0.25, 1)
  expect(share(1)).toBeCloseTo(0.5, 1)
  expect(share(2)).toBeCloseTo(0.25, 1)
  expect(itemsOfChance(sorted, 0.7)).toBe(1)
  expect(itemsOfChance(sorted, 0.85)).toBe(0)
})

test('a chance of so many per cent: that share of the trials at least does as well', () => {
  const values = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1 })
  fc.assert(
    fc.property(values, fc.constantFrom(0.5, 0.7, 0.85, 0.95), (all, chance) => {
      const sorted = Float64Array.from(all).sort()
      const share = (holds: (value: number) => boolean) => sorted.filter(holds).length / sorted.length
      const items = itemsOfChance(sorted, chance)
      expect(share(value => value >= items)).toBeGreaterThanOrEqual(chance)
      expect(share(value => value > items)).toBeLessThan(chance)
      const day = dayOfChance(sorted, chance)
      expect(share(value => value <= day)).toBeGreaterThanOrEqual(chance)
      expect(share(value => value < day)).toBeLessThan(chance)
    }),
  )
})

test('the same seed draws the same', () => {
  const sample = Int32Array.of(0, 3, 1, 0, 5)
  expect(itemsWithin(sample, 30, trials(3))).toEqual(itemsWithin(sample, 30, trials(3)))
  expect(itemsWithin(sample, 30, trials(3))).not.toEqual(itemsWithin(sample, 30, trials(4)))
  const draws = Array.from({ length: 10_000 }, createRandom(9))
  expect(draws.every(draw => draw >= 0 && draw < 1)).toBe(true)
})

test('what is not done within the horizon is never done', () => {
  expect(daysUntil(Int32Array.of(0, 0), 3, 50, trials(1, 3))).toEqual(
    Float64Array.of(1, 1, 1).fill(Number.POSITIVE_INFINITY),
  )
  expect(new Set(daysUntil(Int32Array.of(1), 11, 10, trials()))).toEqual(new Set([Number.POSITIVE_INFINITY]))
})

const daysFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({ start: on(first + i), end: on(first + i + 1) }))

test('daily throughput counts the days without anything too', () => {
  expect([...dailyThroughput(Float64Array.of(on(-3), on(0), on(0.9), on(2.5), on(7)), daysFrom(0, 4))]).toEqual([
    2, 0, 1, 0,
  ])
  expect([...dailyThroughput(Float64Array.of(on(-3)), daysFrom(0, 2))]).toEqual([0, 0])
})

// 40 days of one a day, then 10 of three: the forecast of the last 10 days said 10, there were 30.
test('a backtest forecasts from the days before alone', () => {
  const throughput = Int32Array.from({ length: 50 }, (_, day) => (day < 40 ? 1 : 3))
  const options = { ahead: 10, history: 20, points: 5, every: 10 }
  const points = backtest(throughput, daysFrom(0, 50), options, trials(1, 100))
  expect(points.map(({ p85, actual }) => [p85, actual])).toEqual([
    [10, 10],
    [10, 10],
    [10, 30],
  ])
  expect([points[2]?.at, points[2]?.to]).toEqual([on(40), on(50)])
})

test('bins hold every number once', () => {
  expect(numberBins(Float64Array.of(3, 3, 4, 9), 3)).toEqual([
    { from: 3, to: 5, count: 3 },
    { from: 6, to: 8, count: 0 },
    { from: 9, to: 11, count: 1 },
  ])
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1 }),
      fc.integer({ min: 1, max: 40 }),
      (all, most) => {
        const bins = numberBins(Float64Array.from(all).sort(), most)
        expect(bins.length).toBeLessThanOrEqual(most)
        for (const { from, to, count } of bins)
          expect(all.filter(value => value >= from && value <= to)).toHaveLength(count)
        expect(bins.reduce((total, { count }) => total + count, 0)).toBe(all.length)
      },
    ),
  )
})
