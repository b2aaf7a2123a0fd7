import { expect, test } from 'vitest'
import { PreferenceValues } from '../../shared/model/preferences.ts'
import { connectionProbe } from './connection-probe.ts'
import { healthDatabase } from './test-support.ts'

const minute = 60_000
/** Noon of a Monday. */
const noon = Date.UTC(2026, 0, 5, 12)

async function measured(now: number, set: string, cycleMinutes: number | null = 60, startedAt = 0) {
  const { db, readonly } = await healthDatabase()
  db.exec("update jobs set state = 'FINISHED'")
  db.exec(`update connections set last_sync_status = 'finished', ${set}`)
  const preferences = () => PreferenceValues.parse({ cycleMinutes, timeZone: 'Asia/Tokyo' })
  const [found] = await connectionProbe({ db: readonly, preferences, now: () => now, startedAt }).measure()
  return { level: found?.level, dueAt: found?.facts['dueAt'] }
}

test('a connection that follows the cycle is due one interval after its last sync', async () => {
  const set = `last_sync_at = ${noon}`
  const dueAt = noon + 60 * minute
  expect(await measured(dueAt + 15 * minute, set)).toEqual({ level: 'healthy', dueAt })
  expect(await measured(dueAt + 16 * minute, set)).toEqual({ level: 'warning', dueAt })
})

test('without cycles nothing is overdue', async () => {
  expect(await measured(noon + 1e9, `last_sync_at = ${noon}`, null)).toEqual({ level: 'healthy', dueAt: null })
})

test('nothing could be on time before the application started', async () => {
  const startedAt = noon + 1e9
  expect(await measured(startedAt + minute, `last_sync_at = ${noon}`, 60, startedAt)).toEqual({
    level: 'healthy',
    dueAt: startedAt + 60 * minute,
  })
})

test('a schedule of its own counts in the chosen time zone, instead of the cycle', async () => {
  const dueAt = Date.UTC(2026, 0, 5, 22)
  const set = `schedule = '0 7 * * *', last_sync_at = ${noon}`
  expect(await measured(noon + 120 * minute, set)).toEqual({ level: 'healthy', dueAt })
  expect(await measured(dueAt + 16 * minute, set)).toEqual({ level: 'warning', dueAt })
})
