import { expect, test } from 'vitest'
import { nextOrder } from './sorting.ts'

test('a press sorts by the column its own way first, the next presses turn it round', () => {
  const age = { by: 'age', firstDescending: true }
  const first = nextOrder({ by: 'done', descending: false }, age)
  expect(first).toEqual({ by: 'age', descending: true })
  expect(nextOrder(first, age)).toEqual({ by: 'age', descending: false })
  expect(nextOrder(first, { by: 'key', firstDescending: false })).toEqual({ by: 'key', descending: false })
})
