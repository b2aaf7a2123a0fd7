import { expect, test } from 'vitest'
import { clockProbe } from './clock-probe.ts'
import { diskProbe } from './disk-probe.ts'
import { stuckAfterMs } from './queue-health.ts'
import { queueProbe } from './queue-probe.ts'
import { healthDatabase } from './test-support.ts'

const now = Date.UTC(2026, 0, 5)

test('a lane is stuck when jobs have waited beside it, by the clock that does not run in sleep', async () => {
  const { db, readonly } = await healthDatabase()
  db.exec(`update jobs set state = 'PENDING', queue_order = 1, queue_trigger = 'manual', updated_at = ${now - 1e9}`)
  let monotonicMs = 0
  const probe = queueProbe(
    readonly,
    () => now,
    () => monotonicMs,
  )
  const level = async () => (await probe.measure())[0]?.level
  monotonicMs = 1e9
  expect(await level()).toBe('warning')
  monotonicMs += stuckAfterMs + 1
  expect(await level()).toBe('error')
  db.exec("update jobs set state = 'RUNNING', queue_order = null")
  expect(await level()).toBe('healthy')
  db.exec(`update jobs set state = 'PENDING', queue_order = 1, updated_at = ${now}`)
  expect(await level()).toBe('healthy')
})

test('a jump between two looks at the clocks is remembered', async () => {
  const { readonly } = await healthDatabase()
  let reading = { wallMs: now, monotonicMs: 0 }
  const probe = clockProbe(readonly, () => reading)
  const facts = async () => (await probe.measure())[0]?.facts
  reading = { wallMs: now + 15_000, monotonicMs: 15_000 }
  expect(await facts()).toMatchObject({ lastJumpAt: null })
  reading = { wallMs: now + 3_630_000, monotonicMs: 30_000 }
  const jump = { lastJumpAt: now + 3_630_000, lastJumpMs: 3_600_000 }
  expect(await facts()).toMatchObject(jump)
  reading = { wallMs: now + 3_645_000, monotonicMs: 45_000 }
  expect(await facts()).toMatchObject(jump)
})

test('the disk that holds the data folder is measured, beside the database’s own size', async () => {
  const { path, db } = await healthDatabase()
  db.pragma('wal_checkpoint(truncate)')
  const asked: string[] = []
  const probe = diskProbe({ data: '/data', database: path }, async folder => {
    asked.push(folder)
    return { bavail: 10, blocks: 1_000, bsize: 4096 }
  })
  const [found] = await probe.measure()
  expect(asked).toEqual(['/data'])
  expect(found).toMatchObject({
    level: 'error',
    facts: {
      freeBytes: 40_960,
      totalBytes: 4_096_000,
      databaseBytes: Number(db.pragma('page_count', { simple: true })) * 4096,
    },
  })
})
