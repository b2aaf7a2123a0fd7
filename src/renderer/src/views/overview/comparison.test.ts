import { expect, test } from 'vitest'
import { compare } from './comparison.ts'

const frequency = { up: 'more', down: 'fewer', good: 'up' } as const
const leadTime = { up: 'longer', down: 'shorter', good: 'down' } as const

test('more deployments are better, longer lead times are worse', () => {
  expect(compare(2.5, 2, frequency)).toEqual({ direction: 'up', better: true, change: '25 % more' })
  expect(compare(1, 2, frequency)).toEqual({ direction: 'down', better: false, change: '50 % fewer' })
  expect(compare(300, 200, leadTime)).toEqual({ direction: 'up', better: false, change: '50 % longer' })
  expect(compare(100, 200, leadTime)).toEqual({ direction: 'down', better: true, change: '50 % shorter' })
})

test('what cannot be compared is not', () => {
  expect(compare(null, 2, frequency)).toBeNull()
  expect(compare(2, null, frequency)).toBeNull()
})

test('from nothing there is no percentage', () => {
  expect(compare(2, 0, frequency)).toEqual({ direction: 'up', better: true, change: 'more' })
})

test('equal, or equal in whole per cent, is unchanged', () => {
  expect(compare(2, 2, frequency)?.direction).toBe('same')
  expect(compare(0, 0, frequency)?.better).toBeNull()
  expect(compare(1000, 1001, leadTime)?.change).toBe('unchanged')
})
