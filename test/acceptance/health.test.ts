import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { damageTable } from '../../src/main/store/test-support.ts'
import { SystemHealth } from '../../src/shared/model/health.ts'
import { openTestApplication } from '../support/test-application.ts'

const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'weir-health-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

test('damage found by a check is pushed, and Weir still closes in order and opens again', {
  timeout: 60_000,
}, async () => {
  const data = folder()
  await (await openTestApplication(data)).close()
  damageTable(join(data, 'weir.db'), 'run_log')

  const app = await openTestApplication(data)
  const told = () =>
    app.pushes.flatMap(({ event, data: health }) =>
      event === 'system_health' ? [levelOf(SystemHealth.parse(health))] : [],
    )
  expect(levelOf(await app.client.request('health.get'))).toBe('healthy')
  const damaged = await app.client.request('health.check')
  expect(damaged.checks[0]).toMatchObject({
    level: 'error',
    facts: { integrityFinding: expect.stringContaining('page') },
  })
  await app.client.request('health.get')
  expect([...new Set(told())]).toEqual(['healthy', 'error'])
  await app.close()

  const again = await openTestApplication(data)
  expect(await again.client.request('app.info')).toMatchObject({ blockedBy: null })
  expect(levelOf(await again.client.request('health.get'))).toBe('error')
  await again.close()
})

/** Of the database alone: how much space the disk has is the machine's affair. */
const levelOf = ({ checks }: SystemHealth) => checks.find(({ id }) => id === 'database')?.level
