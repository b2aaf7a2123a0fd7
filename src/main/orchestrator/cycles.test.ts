import { afterEach, beforeEach, expect, test } from 'vitest'
import { type OrchestratorLab, openLab } from '../../../test/support/orchestrator-lab.ts'
import type { JobId } from '../../shared/model/ids.ts'

const minute = 60_000
const hour = 60 * minute
let now = Date.UTC(2026, 5, 1, 12)
let lab: OrchestratorLab

beforeEach(async () => {
  now = Date.UTC(2026, 5, 1, 12)
  lab = await openLab({ now: () => now, preferences: { timeZone: 'UTC' } })
})
afterEach(() => lab.close())

/** Lets time pass (or the clock jump) and everything that is due run to its end. */
async function later(ms: number): Promise<void> {
  now += ms
  await lab.orchestrator.reconsider()
  await lab.orchestrator.whenIdle()
}

const runs = async (jobId: JobId) =>
  (await lab.store.db.selectFrom('runs').select('trigger').where('job_id', '=', jobId).orderBy('id').execute()).map(
    run => run.trigger,
  )
const setSchedule = (connectionId: number, schedule: string | null, obeyedAt: number) =>
  lab.store.db.transaction().execute(async trx => {
    await trx.updateTable('connections').set({ schedule }).where('id', '=', connectionId).execute()
    await trx.updateTable('jobs').set({ scheduled_at: obeyedAt }).where('connection_id', '=', connectionId).execute()
  })

test('a cycle runs every job when it is due, and not before', async () => {
  const a = await lab.addJob({ script: 'pages', pages: 1 }, 'a')
  const b = await lab.addJob({ script: 'pages', pages: 1 }, 'b')
  expect(await lab.orchestrator.get(a.jobId)).toMatchObject({ nextRunAt: now + hour, nextRunBy: 'cycle' })
  await later(59 * minute)
  expect(await runs(a.jobId)).toEqual([])
  await later(minute)
  expect([await runs(a.jobId), await runs(b.jobId)]).toEqual([['schedule'], ['schedule']])
  expect(await lab.orchestrator.status()).toMatchObject({ lastCycleAt: now, nextCycleAt: now + hour })
  await later(hour)
  expect(await runs(a.jobId)).toEqual(['schedule', 'schedule'])
})

test('many missed cycles run once, also when the clock was set back in between', async () => {
  const { jobId } = await lab.addJob({ script: 'pages', pages: 1 })
  await later(240 * hour)
  expect(await runs(jobId)).toHaveLength(1)
  await later(-100 * hour)
  expect(await runs(jobId)).toHaveLength(1)
  await later(hour)
  expect(await runs(jobId)).toHaveLength(2)
})

test('cycles missed while the app was closed run once at the next start', async () => {
  const { jobId } = await lab.addJob({ script: 'pages', pages: 1 })
  await lab.orchestrator.stop({ graceMs: 0 })
  now += 50 * hour
  await lab.restart()
  await lab.orchestrator.whenIdle()
  expect(await runs(jobId)).toEqual(['schedule'])
})

test('the interval is the user’s, or off', async () => {
  const { jobId } = await lab.addJob({ script: 'pages', pages: 1 })
  await lab.prefer({ cycleMinutes: null })
  await later(100 * hour)
  expect(await runs(jobId)).toEqual([])
  expect(await lab.orchestrator.get(jobId)).toMatchObject({ nextRunAt: null, nextRunBy: null })
  await lab.prefer({ cycleMinutes: 5 })
  await lab.orchestrator.whenIdle()
  expect(await runs(jobId)).toEqual(['schedule'])
  await later(5 * minute)
  expect(await runs(jobId)).toHaveLength(2)
})

test('a connection’s own schedule replaces the cycle, and what it missed runs once', async () => {
  const { jobId, connectionId } = await lab.addJob({ script: 'pages', pages: 1 })
  await setSchedule(connectionId, '0 7 * * *', now)
  await lab.orchestrator.reconsider()
  const next = Date.UTC(2026, 5, 2, 7)
  expect(await lab.orchestrator.get(jobId)).toMatchObject({ nextRunAt: next, nextRunBy: 'schedule' })
  await later(3 * hour)
  expect(await runs(jobId)).toEqual([])
  await later(96 * hour)
  expect(await runs(jobId)).toEqual(['schedule'])
  expect(await lab.orchestrator.get(jobId)).toMatchObject({ nextRunAt: Date.UTC(2026, 5, 6, 7) })
})

test('paused, disabled and waiting-for-the-user jobs are left alone by cycles; a stopped one comes back', async () => {
  const paused = await lab.addJob({ script: 'hold' }, 'paused')
  const disabled = await lab.addJob({ script: 'pages', pages: 1 }, 'disabled')
  const rejected = await lab.addJob({ script: 'pages', pages: 1 }, 'rejected')
  const stopped = await lab.addJob({ script: 'pages', pages: 1 }, 'stopped')
  const { db } = lab.store
  await lab.orchestrator.runNow(paused.jobId)
  await lab.reaches(paused.jobId, job => job.state === 'RUNNING')
  await lab.orchestrator.pause(paused.jobId)
  await lab.reaches(paused.jobId, job => job.state === 'PAUSED')
  await db.updateTable('connections').set({ enabled: 0 }).where('id', '=', disabled.connectionId).execute()
  const fail = (jobId: number, code: string) =>
    db
      .updateTable('jobs')
      .set({ state: 'FAILED', fault: JSON.stringify({ code, hint: '', details: {} }) })
      .where('id', '=', jobId)
      .execute()
  await fail(rejected.jobId, 'auth.rejected')
  await fail(stopped.jobId, 'run.stopped')
  await later(hour)
  expect(await lab.orchestrator.get(paused.jobId)).toMatchObject({ state: 'PAUSED', nextRunAt: null })
  expect(await lab.orchestrator.get(rejected.jobId)).toMatchObject({
    state: 'FAILED',
    waitsForUser: true,
    nextRunAt: null,
  })
  expect([await runs(paused.jobId), await runs(disabled.jobId), await runs(rejected.jobId)]).toEqual([
    ['manual'],
    [],
    [],
  ])
  expect(await runs(stopped.jobId)).toEqual(['schedule'])
  await lab.orchestrator.mended({ jobId: rejected.jobId })
  await lab.orchestrator.whenIdle()
  expect(await lab.orchestrator.get(rejected.jobId)).toMatchObject({ state: 'FINISHED', waitsForUser: false })
})

test('an interrupted run is told of once, and healed by its retry', async () => {
  const { jobId } = await lab.addJob({ script: 'pages', pages: 4, holdAt: 2 }, 'Acme')
  const second = lab.pushed(push => push.event === 'progress_update' && push.data.done === 2)
  await lab.orchestrator.runNow(jobId)
  await second
  await lab.orchestrator.stop({ graceMs: 60_000 })
  // As a crash leaves it, at the same checkpoint.
  await lab.store.db.updateTable('jobs').set({ state: 'RUNNING', fault: null, retry_at: null }).execute()
  await lab.store.db.updateTable('runs').set({ outcome: 'running', ended_at: null, fault: null }).execute()
  await lab.restart()
  expect(await lab.orchestrator.get(jobId)).toMatchObject({
    state: 'FAILED',
    fault: { code: 'run.interrupted' },
    nextRunAt: now + 15 * minute,
    nextRunBy: 'retry',
  })
  expect(lab.pushes.filter(push => push.event === 'notice').map(push => push.data)).toMatchObject([
    { kind: 'interrupted', connectionName: 'Acme', jobId },
  ])
  expect(lab.notifications).toHaveLength(1)
  await lab.orchestrator.stop({ graceMs: 0 })
  await lab.restart()
  expect(lab.notifications).toHaveLength(1)
  await later(15 * minute)
  expect(await lab.orchestrator.get(jobId)).toMatchObject({ state: 'FINISHED' })
  expect(await runs(jobId)).toEqual(['manual', 'retry'])
  const pages = await lab.store.db.selectFrom('run_log').select('message').where('message', 'like', 'page %').execute()
  expect(pages.map(page => page.message)).toEqual(['page 1', 'page 2', 'page 3', 'page 4'])
})

test('while everything is paused nothing starts, restarts and cycles included; resuming goes on where it was', async () => {
  const a = await lab.addJob({ script: 'pages', pages: 4, holdAt: 2 }, 'a')
  const b = await lab.addJob({ script: 'pages', pages: 1 }, 'b')
  const second = lab.pushed(push => push.event === 'progress_update' && push.data.done === 2)
  await lab.orchestrator.runNow(a.jobId)
  await second
  await lab.orchestrator.runNow(b.jobId)
  expect(await lab.orchestrator.pauseAll()).toMatchObject({ held: true, nextCycleAt: null, queue: [b.jobId] })
  await lab.orchestrator.pauseAll()
  await lab.reaches(a.jobId, job => job.state === 'PAUSED')
  await expect(lab.orchestrator.runNow(a.jobId)).rejects.toMatchObject({ code: 'job.conflict' })
  await expect(lab.orchestrator.resume(a.jobId)).rejects.toMatchObject({ code: 'job.conflict' })
  await lab.orchestrator.stop({ graceMs: 0 })
  await lab.restart()
  await later(5 * hour)
  expect(await lab.orchestrator.get(a.jobId)).toMatchObject({ state: 'PAUSED', nextRunAt: null })
  expect(await runs(b.jobId)).toEqual([])
  expect(await lab.orchestrator.resumeAll()).toMatchObject({ held: false })
  await lab.orchestrator.whenIdle()
  expect(await lab.orchestrator.get(a.jobId)).toMatchObject({ state: 'FINISHED', lastRun: { read: 4 } })
  expect(await runs(a.jobId)).toEqual(['manual'])
  expect(await lab.orchestrator.get(b.jobId)).toMatchObject({ state: 'FINISHED' })
})

test('resumed while it is still on its way to its pause, a job goes on once it is there; but one paused by hand stays', async () => {
  const { jobId } = await lab.addJob({ script: 'pages', pages: 4, holdAt: 2 })
  const second = lab.pushed(push => push.event === 'progress_update' && push.data.done === 2)
  await lab.orchestrator.runNow(jobId)
  await second
  const all = lab.orchestrator.pauseAll()
  const resumed = lab.orchestrator.resumeAll()
  await Promise.all([all, resumed])
  await lab.reaches(jobId, job => job.state === 'FINISHED')
  expect(await runs(jobId)).toEqual(['manual'])
  const next = await lab.addJob({ script: 'hold' }, 'next')
  await lab.orchestrator.resumeAll()
  await lab.orchestrator.runNow(next.jobId)
  await lab.reaches(next.jobId, job => job.state === 'RUNNING')
  await lab.orchestrator.pause(next.jobId)
  await lab.reaches(next.jobId, job => job.state === 'PAUSED')
  await lab.orchestrator.whenIdle()
  expect(await lab.orchestrator.get(next.jobId)).toMatchObject({ state: 'PAUSED', queuePosition: null })
})

test.each([
  ['while nothing was paused', false],
  ['while the job was on its way to a pause', true],
])('a pause after “resume all” holds, though it came %s', async (_, pausing) => {
  const { jobId } = await lab.addJob({ script: 'pages', pages: 4, holdAt: 2 })
  const second = lab.pushed(push => push.event === 'progress_update' && push.data.done === 2)
  await lab.orchestrator.runNow(jobId)
  await second
  const words = [pausing && lab.orchestrator.pauseAll(), lab.orchestrator.resumeAll(), lab.orchestrator.pause(jobId)]
  await Promise.all(words)
  await lab.reaches(jobId, job => job.state === 'PAUSED')
  await lab.orchestrator.whenIdle()
  expect(await lab.orchestrator.get(jobId)).toMatchObject({ state: 'PAUSED', queuePosition: null })
})

test('the queue is reordered and emptied', async () => {
  const jobs: JobId[] = []
  for (const name of ['a', 'b', 'c', 'd']) jobs.push((await lab.addJob({ script: 'hold' }, name)).jobId)
  const [a, b, c, d] = jobs as [JobId, JobId, JobId, JobId]
  for (const jobId of jobs) await lab.orchestrator.runNow(jobId)
  await lab.reaches(a, job => job.state === 'RUNNING')
  const queue = async () => (await lab.orchestrator.status()).queue
  expect(await queue()).toEqual([b, c, d])
  expect(await lab.orchestrator.moveInQueue(d, 1)).toMatchObject({ queuePosition: 1 })
  expect(await queue()).toEqual([d, b, c])
  expect(await lab.orchestrator.moveInQueue(d, 99)).toMatchObject({ queuePosition: 3 })
  expect(await queue()).toEqual([b, c, d])
  await expect(lab.orchestrator.moveInQueue(a, 1)).rejects.toMatchObject({ code: 'job.conflict' })
  const positions = new Map<JobId, number | null>()
  for (const push of lab.pushes) if (push.event === 'job_status') positions.set(push.data.id, push.data.queuePosition)
  expect(jobs.map(jobId => positions.get(jobId))).toEqual([null, 1, 2, 3])
  expect(await lab.orchestrator.emptyQueue()).toMatchObject({ queue: [], running: a })
  expect(await lab.orchestrator.get(b)).toMatchObject({ state: 'PENDING', queuePosition: null })
})

test('“sync all” starts what may start by itself, its own schedule or not, and leaves the rest', async () => {
  const a = await lab.addJob({ script: 'pages', pages: 1 }, 'a')
  const b = await lab.addJob({ script: 'pages', pages: 1 }, 'b')
  await setSchedule(b.connectionId, '0 7 1 1 *', now)
  await lab.prefer({ cycleMinutes: null })
  await lab.orchestrator.runAll()
  await lab.orchestrator.whenIdle()
  expect([await runs(a.jobId), await runs(b.jobId)]).toEqual([['manual'], ['manual']])
})

test('a vault that was locked is no longer in the way: what failed of it is tried at once', async () => {
  const { jobId } = await lab.addJob({ script: 'pages', pages: 1 })
  await lab.store.db
    .updateTable('jobs')
    .set({ state: 'FAILED', fault: '{"code":"vault.locked","hint":"","details":{}}', retry_at: now + hour })
    .execute()
  await lab.orchestrator.mended({ fault: 'vault.locked' })
  await lab.orchestrator.whenIdle()
  expect(await lab.orchestrator.get(jobId)).toMatchObject({ state: 'FINISHED', nextRunBy: 'cycle' })
})
