import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { damageTable } from '../store/test-support.ts'
import { folder, weir } from './test-support.ts'

// Each test starts programs, one after the other.
vi.setConfig({ testTimeout: 180_000 })

test('a healthy Weir is told with exit code 0', async () => {
  const data = folder()
  const { code, out, err } = await weir('--data', data, 'health')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(/^Level +Name +Reason\nhealthy +Database +The database works/)
})

test('damage is found by a check, told with exit code 1, and still known to the next one', async () => {
  const data = folder()
  await weir('--data', data, 'health')
  damageTable(join(data, 'weir.db'), 'run_log')
  expect((await weir('--data', data, 'health')).code).toBe(0)
  const { code, out } = await weir('--data', data, 'health', '--check')
  expect(code).toBe(1)
  expect(out).toMatch(/^error +Database +The integrity check found damage.*\n {2}Restore the newest backup/m)
  const later = await weir('--data', data, 'health', '--json')
  expect(later.code).toBe(1)
  expect(JSON.parse(later.out)).toMatchObject({
    level: 'error',
    checks: [
      { id: 'database', level: 'error', facts: { integrityFinding: expect.stringMatching(/.+/) } },
      {},
      {},
      {},
      {},
      {},
    ],
  })
})

test('a data folder that cannot be used is a fault', async () => {
  const data = folder()
  writeFileSync(join(data, 'weir.db'), 'not a database at all')
  const { code, err } = await weir('--data', data, 'health')
  expect(code).toBe(1)
  expect(err).toContain('(store.corrupt)')
})
