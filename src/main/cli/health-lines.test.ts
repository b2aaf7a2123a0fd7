import { expect, test } from 'vitest'
import type { HealthCheck } from '../../shared/model/health.ts'
import { healthLines } from './health-lines.ts'

const check = (change: Partial<HealthCheck>): HealthCheck => ({
  id: 'disk',
  kind: 'disk',
  connectionId: null,
  name: 'Disk space',
  level: 'healthy',
  reason: 'There is enough.',
  hint: null,
  facts: {},
  checkedAt: 0,
  ...change,
})

test('level, name and reason stand in columns, with what to do below', () => {
  const checks = [
    check({}),
    check({ name: 'My\nrepositories', level: 'error', reason: 'Failed.', hint: 'Try\nagain.' }),
  ]
  expect(healthLines({ level: 'error', at: 0, checks })).toEqual([
    'Level    Name             Reason',
    'healthy  Disk space       There is enough.',
    'error    My repositories  Failed.',
    '  Try again.',
  ])
})
