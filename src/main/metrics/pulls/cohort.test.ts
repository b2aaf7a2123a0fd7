import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quantile } from '../quantile.ts'
import { bucketAt, cohortOf, valuesOf } from './cohort.ts'
import { selectQuantiles } from './select-quantiles.ts'

test('each comes into the one bucket its instant lies in, with its value where that is known; the others are left out', () => {
  const bounds = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 2, maxLength: 12 })
  const items = fc.array(fc.record({ at: fc.integer({ min: -10, max: 510 }), value: fc.option(fc.nat(99)) }), {
    maxLength: 300,
  })
  fc.assert(
    fc.property(bounds, items, (unsorted, all) => {
      const sorted = unsorted.toSorted((a, b) => a - b)
      const buckets = sorted.slice(1).map((end, i) => ({ start: sorted[i] ?? 0, end }))
      const period = { from: (sorted[0] ?? 0) + 1, to: sorted.at(-1) ?? 0 }
      const cohort = cohortOf(
        Int32Array.from(all.keys()),
        Float64Array.from(all, ({ at }) => at),
        period,
        buckets,
      )
      const { values, offsets } = valuesOf(
        cohort,
        Float64Array.from(all, ({ value }) => value ?? Number.NaN),
      )
      const expected = buckets.map(({ start, end }) =>
        all.filter(({ at }) => at >= start && at < end && at >= period.from && at < period.to),
      )
      const parts = (column: Int32Array | Float64Array, ends: Int32Array) =>
        buckets.map((_, b) => [...column.subarray(ends[b], ends[b + 1])])
      expect(parts(cohort.places, cohort.offsets).map(part => part.map(i => all[i]))).toEqual(expected)
      expect(parts(values, offsets)).toEqual(expected.map(part => part.flatMap(({ value }) => value ?? [])))
      for (const { at } of all) {
        expect(bucketAt(buckets, at)).toBe(buckets.findIndex(({ start, end }) => at >= start && at < end))
      }
    }),
  )
})

test('quantiles selected are those of the sorted values', () => {
  const fractions = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 })
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 200 }), fractions, (values, unsorted) => {
      const asked = unsorted.toSorted((a, b) => a - b)
      const sorted = Float64Array.from(values).sort()
      expect(selectQuantiles(Float64Array.from(values), asked)).toEqual(asked.map(each => quantile(sorted, each)))
    }),
  )
})
