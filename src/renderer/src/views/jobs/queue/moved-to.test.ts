import { expect, test } from 'vitest'
import { movedTo } from './moved-to.ts'

test.each([
  ['d', 1, 'dabc'],
  ['a', 3, 'bcad'],
  ['b', 2, 'abcd'],
  ['b', 9, 'acdb'],
])('%s moved to place %d', (item, position, order) => {
  expect(movedTo([...'abcd'], item, position).join('')).toBe(order)
})
