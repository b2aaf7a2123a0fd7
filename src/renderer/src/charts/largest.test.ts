import fc from 'fast-check'
import { expect, test } from 'vitest'
import { largest } from './largest.ts'

test('the largest come first, equal ones in their order, and no more than asked for', () => {
  expect(largest([5, 9, 0, 9], 3)).toEqual([1, 3, 0])
  expect(largest([1, 2], 50)).toEqual([1, 0])
  expect(largest([], 50)).toEqual([])
})

test('nothing that is left out is larger than what is taken', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 50 }), (values, most) => {
      const taken = largest(values, most)
      expect(new Set(taken).size).toBe(Math.min(most, values.length))
      const least = values[taken.at(-1) ?? -1] ?? 0
      for (const [place, value] of values.entries())
        if (!taken.includes(place)) expect(value).toBeLessThanOrEqual(least)
    }),
  )
})
