import { expect, test } from 'vitest'
import { nextRow } from './next-row.ts'

test('keys go row by row, page by page and to the ends, never beyond them', () => {
  expect(nextRow('ArrowDown', 0, 3, 10)).toBe(1)
  expect(nextRow('ArrowDown', 2, 3, 10)).toBe(2)
  expect(nextRow('ArrowUp', 0, 3, 10)).toBe(0)
  expect(nextRow('PageDown', 5, 100_000, 20)).toBe(25)
  expect(nextRow('PageUp', 5, 100_000, 20)).toBe(0)
  expect(nextRow('End', 5, 100_000, 20)).toBe(99_999)
  expect(nextRow('Home', 5, 100_000, 20)).toBe(0)
})

test('from no row the first step down leads to the first', () => {
  expect(nextRow('ArrowDown', -1, 3, 10)).toBe(0)
})

test('other keys and empty lists move nothing', () => {
  expect(nextRow('a', 0, 3, 10)).toBeNull()
  expect(nextRow('ArrowDown', -1, 0, 10)).toBeNull()
})
