import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dotGroups, nearestDot } from './dot-path.ts'

const dot = fc.record({
  x: fc.integer({ min: 0, max: 900 }),
  y: fc.integer({ min: 0, max: 300 }),
  items: fc.integer({ min: 1, max: 99 }),
  width: fc.constantFrom(0, 0, 40),
})

test('every dot is drawn once, in one of a few paths', () => {
  fc.assert(
    fc.property(fc.array(dot), dots => {
      const groups = dotGroups(dots)
      expect(groups.length).toBeLessThanOrEqual(6)
      expect(groups.reduce((total, { path }) => total + path.split('M').length - 1, 0)).toBe(dots.length)
    }),
  )
})

test('the more items a dot stands for, the larger it is', () => {
  const [one, many] = dotGroups([
    { x: 1, y: 2, items: 1, width: 0 },
    { x: 3, y: 4, items: 50, width: 0 },
  ])
  expect(one?.path).toBe('M1.0 2.0h0')
  expect(many?.diameter).toBeGreaterThan(one?.diameter ?? 0)
})

test('the nearest dot within reach is found', () => {
  const dots = [
    { x: 10, y: 10, items: 1, width: 0 },
    { x: 20, y: 10, items: 1, width: 0 },
  ]
  expect(nearestDot(dots, 17, 12, 18)).toBe(1)
  expect(nearestDot(dots, 60, 60, 18)).toBeNull()
  expect(nearestDot([], 1, 1, 18)).toBeNull()
  expect(nearestDot([{ x: 100, y: 10, items: 9, width: 120 }], 45, 12, 18)).toBe(0)
})
