import { dirname } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { HealthCheck, SystemHealth } from '../../shared/model/health.ts'
import { checkIntegrity } from '../store/integrity-check.ts'
import { pathsIn } from '../store/test-support.ts'
import { watchSystemHealth } from './system-health.ts'
import { healthDatabase, openVault, standardPreferences } from './test-support.ts'

async function watched() {
  const database = await healthDatabase()
  const told: SystemHealth[] = []
  const { db, path, readonly, logger } = database
  const health = watchSystemHealth({
    db: readonly,
    clock: { now: () => Date.now() },
    logger,
    paths: pathsIn(dirname(path)),
    preferences: standardPreferences,
    vault: openVault,
    checkIntegrity: async () => checkIntegrity(db, Date.now()),
    onChange: change => told.push(change),
  })
  onTestFinished(() => health.close())
  return { ...database, health, told }
}

const find = ({ checks }: SystemHealth, id: string): HealthCheck | undefined => checks.find(check => check.id === id)

test('a fresh workspace is healthy, with real numbers', async () => {
  const { health, db } = await watched()
  db.exec("update jobs set state = 'PENDING'")
  const now = await health.get()
  expect(now.checks.map(({ id, level }) => [id, level])).toEqual([
    ['database', 'healthy'],
    ['disk', expect.any(String)],
    ['vault', 'healthy'],
    ['connection:1', 'healthy'],
    ['queue', 'healthy'],
    ['event-loop', 'healthy'],
    ['clock', 'healthy'],
  ])
  const pages = db.pragma('page_count', { simple: true })
  expect(find(now, 'database')?.facts).toMatchObject({ pages, integrityCheckedAt: null })
  expect(find(now, 'disk')?.facts).toMatchObject({ freeBytes: expect.any(Number), totalBytes: expect.any(Number) })
})

test('a check writes down that the database is sound', async () => {
  const { health } = await watched()
  const checked = find(await health.check(), 'database')
  expect(checked).toMatchObject({ level: 'healthy', reason: 'The last check found no damage.' })
})

test('damage that was found stays an error', async () => {
  const { health, db } = await watched()
  db.exec("update upkeep set integrity_checked_at = 1, integrity_finding = 'Tree 7 page 9'")
  expect(find(await health.get(), 'database')).toMatchObject({
    level: 'error',
    facts: { integrityFinding: 'Tree 7 page 9' },
  })
})

test('a failed job shows at its connection, a change of tables is seen without asking', async () => {
  const { health, db, told } = await watched()
  await health.get()
  const fault = { code: 'auth.rejected', hint: 'Enter a new token.', details: {} }
  db.prepare("update jobs set state = 'FAILED', fault = ?").run(JSON.stringify(fault))
  health.heard({ event: 'data_changed', data: { tables: ['jobs'] } })
  await expect.poll(() => told.at(-1)?.level).toBe('error')
  const last = told.at(-1)
  expect(last && find(last, 'connection:1')).toMatchObject({
    level: 'error',
    reason: 'Its credentials were rejected.',
    hint: expect.stringContaining('Enter a new token.'),
    facts: { lastSyncFault: 'auth.rejected' },
  })
})

test('removed connections are not looked after, everything held is a warning', async () => {
  const { health, db } = await watched()
  db.exec('update connections set removed_at = 1; update orchestrator set held = 1')
  const now = await health.get()
  expect(find(now, 'connection:1')).toBeUndefined()
  expect(find(now, 'queue')).toMatchObject({ level: 'warning', facts: { held: true } })
})

test('a run in the future means that the clock is behind', async () => {
  const { health, db } = await watched()
  db.prepare('update runs set started_at = ?').run(Date.now() + 3_600_000)
  expect(find(await health.get(), 'clock')?.level).toBe('error')
})
