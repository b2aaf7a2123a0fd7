import { expect, test } from 'vitest'
import type { HealthLevel } from '../../../../shared/model/health.ts'
import { verdict, verdictInShort, worstFirst } from './verdict.ts'

const check = (name: string, level: HealthLevel, reason = 'Something is so.') => ({ name, level, reason })

test('when nothing is wrong that is all there is to say', () => {
  expect(verdict([check('Database', 'healthy')])).toBe('Everything works as it should.')
  expect(verdictInShort([check('Database', 'healthy')])).toBe('Healthy')
})

test('one thing that is wrong is named with its reason', () => {
  expect(verdict([check('Database', 'healthy'), check('Shop', 'error', 'Its credentials were rejected.')])).toBe(
    'Shop: Its credentials were rejected.',
  )
})

test('several are counted and named, errors first', () => {
  const checks = [check('Queue', 'warning'), check('Shop', 'error'), check('Site', 'error'), check('Disk', 'warning')]
  expect(verdict(checks)).toBe('2 errors and 2 warnings: Shop, Site, Queue and 1 more.')
  expect(verdictInShort(checks)).toBe('2 errors')
  expect(verdict(checks.filter(({ level }) => level === 'warning'))).toBe('2 warnings: Queue, Disk.')
  expect(worstFirst(checks).map(({ name }) => name)).toEqual(['Shop', 'Site', 'Queue', 'Disk'])
})
