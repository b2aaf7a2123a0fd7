import { expect, test } from 'vitest'
import { compare } from './comparison.ts'

const frequency = { up: 'more', down: 'fewer', good: 'up' } as const
const leadTime = { up: 'longer', down: 'shorter', good: 'down' } as const

test('more deployments are better, longer lead times are worse', () => {
  expect(compare(2.5, 2, frequency, String)).toEqual({ direction: 'up', better: true, change: '25% more' })
  expect(compare(1, 2, frequency, String)).toEqual({ direction: 'down', better: false, change: '50% fewer' })
  expect(compare(300, 200, leadTime, String)).toEqual({ direction: 'up', better: false, change: '50% longer' })
  expect(compare(100, 200, leadTime, String)).toEqual({ direction: 'down', better: true, change: '50% shorter' })
})

test('what cannot be compared is not', () => {
  expect(compare(null, 2, frequency, String)).toBeNull()
  expect(compare(2, null, frequency, String)).toBeNull()
})

test('from nothing there is no percentage', () => {
  expect(compare(2, 0, frequency, String)).toEqual({ direction: 'up', better: true, change: 'more' })
})

test('equal, or equal in whole per cent, is unchanged', () => {
  expect(compare(2, 2, frequency, String)?.direction).toBe('same')
  expect(compare(0, 0, frequency, String)?.better).toBeNull()
  expect(compare(1000, 1001, leadTime, String)?.change).toBe('unchanged')
})

test('what reads the same is unchanged, whatever the numbers behind it', () => {
  const inDays = (hours: number) => `${Math.round(hours / 24)} d`
  expect(compare(50, 48, leadTime, inDays)).toEqual({ direction: 'same', better: null, change: 'unchanged' })
  expect(compare(72, 48, leadTime, inDays)?.change).toBe('50% longer')
})
