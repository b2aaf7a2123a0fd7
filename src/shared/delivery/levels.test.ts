import { expect, test } from 'vitest'
import {
  changeFailLevel,
  durationScore,
  frequencyLevel,
  frequencyScore,
  leadTimeLevel,
  rateScore,
  recoveryLevel,
} from './levels.ts'

const hour = 3_600_000
const day = 24 * hour

test('the 2023 levels change at their limits', () => {
  expect([day - 1, day, 7 * day, 30 * day].map(leadTimeLevel)).toEqual(['elite', 'high', 'medium', 'low'])
  expect([hour - 1, hour, day, 7 * day].map(recoveryLevel)).toEqual(['elite', 'high', 'medium', 'low'])
  expect([0.05, 0.0501, 0.1, 0.15, 0.16].map(changeFailLevel)).toEqual(['elite', 'high', 'high', 'medium', 'low'])
})

// 12 weeks are 2.76 months: 3 deployments are at least one a month, 2 are not.
test('the 2023 frequency level: days per week, then deployments per month', () => {
  const level = (medianDaysPerWeek: number, deployments: number) =>
    frequencyLevel({ medianDaysPerWeek, deployments, periodMs: 84 * day })
  expect([level(5, 60), level(1, 12), level(0.5, 3), level(0, 2)]).toEqual(['elite', 'high', 'medium', 'low'])
})

test('Quick Check scores', () => {
  expect([hour - 1, hour, day, 7 * day, 31 * day, 200 * day].map(durationScore)).toEqual([10, 8, 6, 4, 2, 0])
  const periodMs = 70 * day
  expect([140, 70, 10, 3, 1, 0].map(deployments => frequencyScore({ deployments, periodMs }))).toEqual([
    10, 8, 6, 4, 2, 0,
  ])
  expect(rateScore(0.19)).toBeCloseTo(8.1)
})
