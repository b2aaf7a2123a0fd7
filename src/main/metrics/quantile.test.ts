import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quantile } from './quantile.ts'

// 1 2 4 8: the rank of the median is 3 × 0.5 = 1.5, half-way from 2 to 4: 3. p85: 3 × 0.85 = 2.55, 4 + 0.55 × (8 − 4) = 6.2.
test('interpolates between the closest ranks', () => {
  expect(quantile([1, 2, 4, 8], 0.5)).toBe(3)
  expect(quantile([1, 2, 4, 8], 0.85)).toBeCloseTo(6.2)
})

test('there is no quantile of nothing', () => {
  expect(quantile([], 0.5)).toBeNull()
})

/** Type 7 from the other side: the value at which the piecewise linear curve through ((i / (n − 1)), x[i]) stands. */
function naive(values: readonly number[], fraction: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  for (let i = 0; i + 1 < sorted.length; i++) {
    const left = i / (sorted.length - 1)
    const right = (i + 1) / (sorted.length - 1)
    if (fraction > right) continue
    const share = (fraction - left) / (right - left)
    return (sorted[i] ?? 0) * (1 - share) + (sorted[i + 1] ?? 0) * share
  }
  return sorted.at(-1) ?? Number.NaN
}

test('agrees with the definition', () => {
  const values = fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1 })
  fc.assert(
    fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (all, fraction) => {
      expect(quantile(Float64Array.from(all).sort(), fraction)).toBeCloseTo(naive(all, fraction), 3)
    }),
  )
})
