import { expect, test } from 'vitest'
import type { HealthCheck } from '../../../../shared/model/health.ts'
import { groupChecks } from './groups.ts'

const check = (kind: HealthCheck['kind'], name: string, level: HealthCheck['level'] = 'healthy'): HealthCheck => ({
  id: name,
  kind,
  connectionId: null,
  name,
  level,
  reason: '',
  hint: null,
  facts: {},
  checkedAt: 0,
})
const names = (checks: readonly HealthCheck[]) =>
  groupChecks(checks).map(group => [group.title, ...group.checks.map(({ name }) => name)])

test('checks stand with what they look after, in the order of the groups', () => {
  expect(names([check('clock', 'Clock'), check('database', 'Database'), check('connection', 'Shop')])).toEqual([
    ['Connections', 'Shop'],
    ['Data', 'Database'],
    ['At work', 'Clock'],
  ])
})

test('the group with an error comes first, and in it the error', () => {
  expect(
    names([
      check('connection', 'Shop', 'warning'),
      check('database', 'Database'),
      check('disk', 'Disk', 'error'),
      check('queue', 'Queue'),
    ]),
  ).toEqual([
    ['Data', 'Disk', 'Database'],
    ['Connections', 'Shop'],
    ['At work', 'Queue'],
  ])
})
