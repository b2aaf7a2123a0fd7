import { expect, test } from 'vitest'
import { flowDurations } from './flow-durations.ts'

const hour = 3_600_000
const { elapsed, working } = flowDurations

test('elapsed time is told in days, working time in hours', () => {
  expect(elapsed.text(40 * hour)).toBe('1 d 16 h')
  expect(working.text(40 * hour)).toBe('40 h')
  expect(working.text(1.5 * hour)).toBe('1.5 h')
  expect(working.text(0.25 * hour)).toBe('15 min')
  expect(working.text(1_240 * hour)).toBe('1,240 h')
})

test('axes step in what people count in: days, or working days and weeks of 8 and 40 hours', () => {
  expect(working.ticksFor(30 * hour).map(ms => ms / hour)).toEqual([0, 8, 16, 24, 32])
  expect(working.ticksFor(150 * hour).map(ms => ms / hour)).toEqual([0, 40, 80, 120, 160])
  expect(elapsed.ticksFor(70 * hour).map(ms => ms / hour)).toEqual([0, 24, 48, 72])
  expect(working.tick(0)).toBe('0')
})
