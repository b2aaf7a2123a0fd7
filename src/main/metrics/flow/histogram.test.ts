import fc from 'fast-check'
import { expect, test } from 'vitest'
import { histogram } from './histogram.ts'

const day = 24 * 3_600_000
const days = (...values: number[]) => Float64Array.from(values, value => value * day)

// The longest is 10 days; bins of 12 h would be 21 of them, fewer than 24.
test('bins are of a width people count in', () => {
  const bins = histogram(days(0.1, 0.2, 0.6, 3, 9, 9.5, 9.8, 9.9, 10))
  expect(bins[0]).toEqual({ fromMs: 0, toMs: day / 2, items: 2 })
  expect(bins.at(-1)?.toMs).toBe(10.5 * day)
})

test('what took far longer than the rest is gathered in a last bin without an end', () => {
  const bins = histogram(days(...Array.from({ length: 99 }, () => 2), 400))
  expect(bins.at(-1)).toMatchObject({ toMs: null, items: 1 })
  expect(bins.length).toBeLessThan(26)
})

test('unknown times are in no bin; nothing makes none', () => {
  expect(histogram(Float64Array.of(Number.NaN))).toEqual([])
  expect(histogram(days(0))).toMatchObject([{ items: 1 }])
})

test('bins follow each other without gaps and hold every value once', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 4_000, noNaN: true }), { minLength: 1 }), values => {
      const all = days(...values)
      const bins = histogram(all)
      expect(bins.length).toBeLessThan(200)
      for (const [i, bin] of bins.entries()) {
        expect(bin.fromMs).toBe(i === 0 ? 0 : bins[i - 1]?.toMs)
        const inside = all.filter(ms => ms >= bin.fromMs && ms < (bin.toMs ?? Number.POSITIVE_INFINITY))
        expect(inside).toHaveLength(bin.items)
      }
      expect(bins.reduce((total, { items }) => total + items, 0)).toBe(values.length)
    }),
  )
})
