import { expect, test } from 'vitest'
import { formatUntil } from './duration.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute

test.each([
  [-5, '1 s'],
  [1, '1 s'],
  [34_001, '35 s'],
  [minute, '60 s'],
  [minute + 1, '2 min'],
  [41 * minute + 1, '42 min'],
  [59 * minute + 1, '1 h'],
  [hour + 4 * minute + second, '1 h 5 min'],
  [23 * hour + 59 * minute + second, '1 d'],
  [51 * hour, '2 d 3 h'],
])('%d ms ahead reads %s', (ms, text) => {
  expect(formatUntil(ms)).toBe(text)
})
