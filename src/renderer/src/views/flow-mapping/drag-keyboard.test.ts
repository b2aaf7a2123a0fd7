import { expect, test } from 'vitest'
import { nextPlace } from './drag-keyboard.ts'

const places = ['unmapped', 1, 2, 3]

test.each([
  ['unmapped', 'ArrowRight', 1],
  ['unmapped', 'ArrowDown', 1],
  ['unmapped', 'ArrowLeft', null],
  [2, 'ArrowRight', 3],
  [2, 'ArrowLeft', 1],
  [1, 'ArrowLeft', 'unmapped'],
  [3, 'ArrowRight', null],
  [3, 'ArrowUp', 'unmapped'],
  [2, 'ArrowDown', null],
  [undefined, 'ArrowRight', 1],
  [2, 'KeyA', null],
])('from %s, %s leads to %s', (from, key, to) => {
  expect(nextPlace(places, from, key)).toBe(to)
})
