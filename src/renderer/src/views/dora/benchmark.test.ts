import { expect, test } from 'vitest'
import type { DoraMetrics } from '../../../../shared/model/metrics.ts'
import { standing } from './benchmark.ts'

const hour = 3_600_000
const day = 24 * hour
const rate = { deployments: 8, buckets: [], noData: null }
const dora: DoraMetrics = {
  services: 1,
  repositories: 1,
  stages: null,
  deploymentFrequency: { deployments: 8, buckets: [], medianDaysPerWeek: 1, wholeWeeks: 4, noData: null },
  leadTime: {
    ...{ medianMs: 5 * hour, p70Ms: null, p85Ms: null, p95Ms: null, changes: 6 },
    ...{ buckets: [], unattributed: 0, negative: 0, withoutIssue: null, noData: null },
  },
  changeFailRate: { ...rate, failed: 3, rate: 0.375 },
  recoveryTime: {
    ...{ medianMs: null, p85Ms: null, failed: 0, recovered: 0, buckets: [], noData: 'no_failed_deployments' },
    incidents: { count: 0, resolved: 0, medianMs: null, withoutDeployment: 0 },
  },
  reworkRate: { ...rate, unplanned: 2, rate: 0.25 },
  previous: {
    ...{ from: 0, to: 1, deployments: 0, medianDaysPerWeek: null, leadTimeMedianMs: null },
    ...{ changeFailRate: null, recoveryMedianMs: null, reworkRate: null },
  },
}
const of = (metric: Parameters<typeof standing>[0], benchmark: Parameters<typeof standing>[3]) =>
  standing(metric, dora, 28 * day, benchmark)

test('a level carries its year', () => {
  expect(of('leadTime', '2023')).toEqual({ text: 'Elite', year: '2023', level: 'elite' })
  expect(of('deploymentFrequency', '2023')).toEqual({ text: 'High', year: '2023', level: 'high' })
  expect(of('changeFailRate', '2023')).toEqual({ text: 'Low', year: '2023', level: 'low' })
})

test('no number has no level, and there are none for rework in 2023', () => {
  expect(of('recoveryTime', '2023')).toBeNull()
  expect(of('recoveryTime', '2025')).toBeNull()
  expect(of('reworkRate', '2023')).toBeNull()
})

test('2024 is a reference that classifies nothing', () => {
  expect(of('changeFailRate', '2024')).toEqual({ text: 'elite 5%, high 20%, medium 10%, low 40%', level: null })
  expect(of('leadTime', '2024')).toBeNull()
})

// 8 deployments in 28 days: one every 3.5 days, so once a week is reached: 6. 5 h: 8. 25 % rework: 7.5.
test('the Quick Check scores beside the industry’s mean', () => {
  expect(of('deploymentFrequency', '2025')?.text).toBe('6 of 10 (2025; industry 4.8)')
  expect(of('leadTime', '2025')?.text).toBe('8 of 10 (2025; industry 5.5)')
  expect(of('reworkRate', '2025')?.text).toBe('7.5 of 10 (2025; industry 7.8)')
})
