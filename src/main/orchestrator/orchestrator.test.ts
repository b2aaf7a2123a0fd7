import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type OrchestratorLab, openLab } from '../../../test/support/orchestrator-lab.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { RunId } from '../../shared/model/ids.ts'
import { getRun } from './runs.ts'

let lab: OrchestratorLab
beforeEach(async () => {
  lab = await openLab()
})
afterEach(() => lab.close())

const messages = async () =>
  (await lab.store.db.selectFrom('run_log').select('message').orderBy('id').execute()).map(row => row.message)
const runs = () => lab.store.db.selectFrom('runs').selectAll().orderBy('id').execute()
const connection = (id: number) =>
  lab.store.db.selectFrom('connections').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

test('a job that is run goes from PENDING over RUNNING to FINISHED, and its run keeps its counts', async () => {
  const { jobId, connectionId } = await lab.addJob({ script: 'pages', pages: 5 })
  const asked = await lab.orchestrator.runNow(jobId)
  expect(asked).toMatchObject({ state: 'PENDING', queuePosition: 1 })
  await lab.orchestrator.whenIdle()
  expect(await lab.orchestrator.get(jobId)).toMatchObject({
    state: 'FINISHED',
    queuePosition: null,
    fault: null,
    progress: null,
    lastRun: { trigger: 'manual', outcome: 'finished', read: 5, written: 5, activeMs: 5, fault: null },
  })
  const states = lab.pushes.flatMap(push => (push.event === 'job_status' ? [push.data.state] : []))
  expect(states).toEqual(['PENDING', 'RUNNING', 'FINISHED'])
  const lastProgress = lab.pushes.findLastIndex(push => push.event === 'progress_update')
  expect(lab.pushes[lastProgress]).toMatchObject({ data: { done: 5 } })
  expect(lastProgress).toBeLessThan(lab.pushes.findLastIndex(push => push.event === 'job_status'))
  expect(await connection(connectionId)).toMatchObject({ last_sync_status: 'finished', last_sync_error: null })
  expect(lab.rowsChanged).toContain('run_log')
})

test('the job in the lane shows as syncing, the others wait in the order they were asked for', async () => {
  const a = await lab.addJob({ script: 'hold' }, 'a')
  const b = await lab.addJob({ script: 'pages', pages: 1 }, 'b')
  const c = await lab.addJob({ script: 'pages', pages: 1 }, 'c')
  await lab.orchestrator.runNow(a.jobId)
  await lab.reaches(a.jobId, job => job.state === 'RUNNING')
  await lab.orchestrator.runNow(c.jobId)
  await lab.orchestrator.runNow(b.jobId)
  expect((await lab.orchestrator.list()).map(job => [job.connectionName, job.state, job.queuePosition])).toEqual([
    ['a', 'RUNNING', null],
    ['b', 'PENDING', 2],
    ['c', 'PENDING', 1],
  ])
  expect([a, b].map(({ connectionId }) => lab.orchestrator.isSyncing(connectionId))).toEqual([true, false])
  await lab.orchestrator.pause(a.jobId)
  await lab.orchestrator.whenIdle()
  const started = (await runs()).map(run => run.job_id)
  expect(started).toEqual([a.jobId, c.jobId, b.jobId])
  expect(lab.orchestrator.isSyncing(a.connectionId)).toBe(false)
})

test('when one leaves the queue, those behind are told of their new place', async () => {
  const [a, b, c] = await Promise.all([
    lab.addJob({ script: 'hold' }, 'a'),
    lab.addJob({ script: 'fail' }, 'b'),
    lab.addJob({ script: 'fail' }, 'c'),
  ])
  for (const { jobId } of [a, b, c]) await lab.orchestrator.runNow(jobId)
  await lab.reaches(c.jobId, job => job.queuePosition === 2)
  const moved = lab.pushed(push => push.event === 'job_status' && push.data.id === c.jobId)
  expect(await lab.orchestrator.dequeue(b.jobId)).toMatchObject({ state: 'PENDING', queuePosition: null })
  expect(await moved).toMatchObject({ data: { queuePosition: 1 } })
})

test('a failed job keeps its fault until it is run again, its connection until a sync succeeds', async () => {
  const { jobId, connectionId } = await lab.addJob({ script: 'fail' })
  await lab.orchestrator.runNow(jobId)
  await lab.orchestrator.whenIdle()
  const fault = { code: 'source.unreadable', hint: 'Look at the folder.' }
  expect(await lab.orchestrator.get(jobId)).toMatchObject({
    state: 'FAILED',
    fault,
    lastRun: { outcome: 'failed', fault },
  })
  const failed = await connection(connectionId)
  expect(failed.last_sync_status).toBe('failed')
  expect(JSON.parse(failed.last_sync_error ?? '')).toMatchObject(fault)

  await lab.store.db.updateTable('connections').set({ settings: '{"script":"hold"}' }).execute()
  await lab.orchestrator.runNow(jobId)
  expect(await lab.reaches(jobId, job => job.state === 'RUNNING')).toMatchObject({ fault: null })
  await lab.orchestrator.pause(jobId)
  await lab.orchestrator.whenIdle()
  expect(await connection(connectionId)).toMatchObject({
    last_sync_status: 'paused',
    last_sync_error: failed.last_sync_error,
  })

  await lab.orchestrator.forceStop(jobId)
  await lab.store.db.updateTable('connections').set({ settings: '{"script":"pages","pages":1}' }).execute()
  await lab.orchestrator.runNow(jobId)
  await lab.orchestrator.whenIdle()
  expect(await connection(connectionId)).toMatchObject({ last_sync_status: 'finished', last_sync_error: null })
})

test('a paused job stays PAUSED over a restart, and resume goes on in the same run without a page twice', async () => {
  const { jobId } = await lab.addJob({ script: 'pages', pages: 8, holdAt: 3 })
  const third = lab.pushed(push => push.event === 'progress_update' && push.data.done === 3)
  await lab.orchestrator.runNow(jobId)
  await third
  expect(await lab.orchestrator.pause(jobId)).toMatchObject({ state: 'RUNNING', intent: 'pausing' })
  const paused = await lab.reaches(jobId, job => job.state === 'PAUSED')
  expect(paused).toMatchObject({ intent: 'none', lastRun: { outcome: 'paused', endedAt: null } })
  expect(paused.progress).toMatchObject({ done: 3, ratePerSecond: null })

  await lab.orchestrator.stop({ graceMs: 5_000 })
  await lab.restart()
  await lab.orchestrator.whenIdle()
  expect(await lab.orchestrator.get(jobId)).toMatchObject({ state: 'PAUSED', progress: null })

  await lab.orchestrator.resume(jobId)
  await lab.orchestrator.whenIdle()
  expect(await lab.orchestrator.get(jobId)).toMatchObject({
    state: 'FINISHED',
    lastRun: { outcome: 'finished', read: 8 },
  })
  expect(await runs()).toHaveLength(1)
  expect(await messages()).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map(page => `page ${page}`))
})

test('a resumed job waits PAUSED for its turn, with its place in the queue', async () => {
  const a = await lab.addJob({ script: 'hold' }, 'a')
  const b = await lab.addJob({ script: 'hold' }, 'b')
  await lab.orchestrator.runNow(a.jobId)
  await lab.reaches(a.jobId, job => job.state === 'RUNNING')
  await lab.orchestrator.pause(a.jobId)
  await lab.reaches(a.jobId, job => job.state === 'PAUSED')
  await lab.orchestrator.runNow(b.jobId)
  await lab.reaches(b.jobId, job => job.state === 'RUNNING')
  expect(await lab.orchestrator.resume(a.jobId)).toMatchObject({ state: 'PAUSED', queuePosition: 1 })
  await lab.orchestrator.forceStop(b.jobId)
  expect(await lab.reaches(a.jobId, job => job.state === 'RUNNING')).toMatchObject({
    queuePosition: null,
    lastRun: { outcome: 'running' },
  })
})

test('a request the state does not allow is a conflict that names the state and changes nothing', async () => {
  const { jobId } = await lab.addJob({ script: 'hold' })
  const before = await lab.orchestrator.get(jobId)
  const error = await lab.orchestrator.resume(jobId).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(WeirError)
  expect(error).toMatchObject({ code: 'job.conflict', hint: expect.stringContaining('PENDING'), details: { jobId } })
  expect(await lab.orchestrator.get(jobId)).toEqual(before)
  await lab.orchestrator.runNow(jobId)
  await lab.reaches(jobId, job => job.state === 'RUNNING')
  await expect(lab.orchestrator.runNow(jobId)).rejects.toMatchObject({ code: 'job.conflict' })
})

test.each([
  ['disabled', { enabled: 0 as const }, 'job.conflict'],
  ['removed', { removed_at: 5 }, 'rpc.not_found'],
])('a %s connection is not synced', async (_what, change, code) => {
  const { jobId } = await lab.addJob({ script: 'pages', pages: 1 })
  await lab.store.db.updateTable('connections').set(change).execute()
  await expect(lab.orchestrator.runNow(jobId)).rejects.toMatchObject({ code })
})

test('a connection without active data sources is not synced', async () => {
  const { jobId } = await lab.addJob({ script: 'pages', pages: 1 })
  await lab.store.db.updateTable('data_sources').set({ active: 0 }).execute()
  await expect(lab.orchestrator.runNow(jobId)).rejects.toMatchObject({ code: 'job.conflict' })
})

test('a job whose connection was disabled while it waited leaves the queue and lets the next one in', async () => {
  const a = await lab.addJob({ script: 'hold' }, 'a')
  const b = await lab.addJob({ script: 'pages', pages: 1 }, 'b')
  const c = await lab.addJob({ script: 'pages', pages: 1 }, 'c')
  for (const { jobId } of [a, b, c]) await lab.orchestrator.runNow(jobId)
  await lab.store.db.updateTable('connections').set({ enabled: 0 }).where('id', '=', b.connectionId).execute()
  await lab.orchestrator.forceStop(a.jobId)
  await lab.orchestrator.whenIdle()
  expect(await lab.orchestrator.get(b.jobId)).toMatchObject({ state: 'PENDING', queuePosition: null })
  expect(await lab.orchestrator.get(c.jobId)).toMatchObject({ state: 'FINISHED' })
})

test('found RUNNING at start, a job is FAILED and its run interrupted; it goes on from its checkpoint, and the queue with it', async () => {
  const a = await lab.addJob({ script: 'pages', pages: 4 }, 'a')
  const b = await lab.addJob({ script: 'pages', pages: 1 }, 'b')
  const { db } = lab.store
  await lab.orchestrator.stop({ graceMs: 0 })
  await db.updateTable('jobs').set({ state: 'RUNNING', updated_at: 100 }).where('id', '=', a.jobId).execute()
  await db
    .insertInto('runs')
    .values({ id: 7, job_id: a.jobId, trigger: 'schedule', outcome: 'running', started_at: 100 })
    .execute()
  await db.insertInto('run_log').values({ run_id: 7, at: 500, level: 'info', message: 'page 2' }).execute()
  const source = await db
    .selectFrom('data_sources')
    .select('id')
    .where('connection_id', '=', a.connectionId)
    .executeTakeFirstOrThrow()
  await db
    .insertInto('cursors')
    .values({ data_source_id: source.id, stream: 'pages', cursor: '2', fingerprint: '', complete: 0, updated_at: 0 })
    .execute()
  await db.updateTable('jobs').set({ queue_order: 1, queue_trigger: 'manual' }).where('id', '=', b.jobId).execute()

  await lab.restart()
  await lab.orchestrator.whenIdle()
  const fault = { code: 'run.interrupted' }
  expect(await lab.orchestrator.get(a.jobId)).toMatchObject({ state: 'FAILED', fault })
  expect(await getRun(lab.store.readonly, RunId.parse(7))).toMatchObject({
    outcome: 'interrupted',
    endedAt: 500,
    fault,
  })
  expect(await connection(a.connectionId)).toMatchObject({ last_sync_status: 'interrupted', last_sync_at: 500 })
  expect(await lab.orchestrator.get(b.jobId)).toMatchObject({ state: 'FINISHED' })

  await lab.orchestrator.runNow(a.jobId)
  await lab.orchestrator.whenIdle()
  expect((await messages()).filter(message => message.startsWith('page'))).toEqual([
    'page 2',
    'page 1',
    'page 3',
    'page 4',
  ])
})

test('found RUNNING at start, a job the user was pausing is PAUSED and one being stopped is FAILED with run.stopped', async () => {
  const a = await lab.addJob({ script: 'hold' }, 'a')
  await lab.orchestrator.stop({ graceMs: 0 })
  const { db } = lab.store
  await db
    .insertInto('runs')
    .values({ job_id: a.jobId, trigger: 'manual', outcome: 'running', started_at: 1 })
    .execute()
  await db.updateTable('jobs').set({ state: 'RUNNING', intent: 'pausing' }).execute()
  await (await lab.restart()).stop({ graceMs: 0 })
  expect(await lab.orchestrator.get(a.jobId)).toMatchObject({ state: 'PAUSED', lastRun: { outcome: 'paused' } })

  await db.updateTable('jobs').set({ state: 'RUNNING', intent: 'stopping' }).execute()
  await lab.restart()
  expect(await lab.orchestrator.get(a.jobId)).toMatchObject({
    state: 'FAILED',
    fault: { code: 'run.stopped' },
    lastRun: { outcome: 'stopped' },
  })
})

test('on quit the running job reaches its checkpoint and counts as interrupted, and who waits keeps their place', async () => {
  const a = await lab.addJob({ script: 'pages', pages: 5, holdAt: 2 }, 'a')
  const b = await lab.addJob({ script: 'pages', pages: 1 }, 'b')
  const second = lab.pushed(push => push.event === 'progress_update' && push.data.done === 2)
  await lab.orchestrator.runNow(a.jobId)
  await second
  await lab.orchestrator.runNow(b.jobId)
  await lab.orchestrator.stop({ graceMs: 120_000 })
  expect(await lab.orchestrator.get(a.jobId)).toMatchObject({
    state: 'FAILED',
    fault: { code: 'run.interrupted' },
    lastRun: { outcome: 'interrupted', read: 2 },
  })
  expect(await lab.orchestrator.get(b.jobId)).toMatchObject({ state: 'PENDING', queuePosition: 1 })
  await expect(lab.orchestrator.runNow(a.jobId)).rejects.toMatchObject({ code: 'job.conflict' })
})

test('a job that does not reach its checkpoint on quit is ended after the grace', async () => {
  const { jobId } = await lab.addJob({ script: 'loopInTransaction' })
  const looping = lab.pushed(push => push.event === 'progress_update')
  await lab.orchestrator.runNow(jobId)
  await looping
  await lab.orchestrator.stop({ graceMs: 10 })
  expect(await lab.orchestrator.get(jobId)).toMatchObject({ state: 'FAILED', fault: { code: 'run.interrupted' } })
  expect(await messages()).toEqual([])
})

test('a vault that cannot be opened fails the run with its fault', async () => {
  const locked = await openLab({
    openCredentials: async () => {
      throw new WeirError('vault.locked', { hint: 'Enter the passphrase.' })
    },
  })
  const { jobId } = await locked.addJob({ script: 'pages', pages: 1 })
  await locked.orchestrator.runNow(jobId)
  await locked.orchestrator.whenIdle()
  expect(await locked.orchestrator.get(jobId)).toMatchObject({
    state: 'FAILED',
    fault: { code: 'vault.locked' },
    lastRun: { outcome: 'failed' },
  })
  await locked.close()
})

test('a job is stopped at once while the vault still asks for its key', async () => {
  const asking = Promise.withResolvers<void>()
  const waiting = await openLab({
    openCredentials: () => {
      asking.resolve()
      return new Promise(() => {})
    },
  })
  const { jobId } = await waiting.addJob({ script: 'pages', pages: 1 })
  await waiting.orchestrator.runNow(jobId)
  await asking.promise
  await waiting.orchestrator.forceStop(jobId)
  await waiting.orchestrator.whenIdle()
  expect(await waiting.orchestrator.get(jobId)).toMatchObject({ state: 'FAILED', fault: { code: 'run.stopped' } })
  await waiting.close()
})

test('an end that the store refuses to record is recorded once it accepts it again', async () => {
  const { jobId } = await lab.addJob({ script: 'hold' })
  await lab.orchestrator.runNow(jobId)
  await lab.reaches(jobId, job => job.state === 'RUNNING')
  await sql`create trigger full before update on runs begin select raise(abort, 'disk full'); end`.execute(lab.store.db)
  await lab.orchestrator.pause(jobId)
  while (!lab.log.some(line => line.message.includes('end could not be recorded'))) {
    await new Promise(resolve => setImmediate(resolve))
  }
  expect(await lab.orchestrator.get(jobId)).toMatchObject({ state: 'RUNNING' })
  await sql`drop trigger full`.execute(lab.store.db)
  await lab.reaches(jobId, job => job.state === 'PAUSED')
})

test('withdrawing takes a job out of the queue and changes its connection as one step; a running job is left alone', async () => {
  const a = await lab.addJob({ script: 'hold' }, 'a')
  const b = await lab.addJob({ script: 'pages', pages: 1 }, 'b')
  await lab.orchestrator.runNow(a.jobId)
  await lab.reaches(a.jobId, job => job.state === 'RUNNING')
  await lab.orchestrator.runNow(b.jobId)
  const disable =
    ({ connectionId }: { connectionId: number }) =>
    async () => {
      await lab.store.db.updateTable('connections').set({ enabled: 0 }).where('id', '=', connectionId).execute()
    }
  await expect(lab.orchestrator.withdraw(a.jobId, disable(a))).rejects.toMatchObject({ code: 'job.conflict' })
  expect(await connection(a.connectionId)).toMatchObject({ enabled: 1 })
  const withdrawn = lab.orchestrator.withdraw(b.jobId, disable(b))
  const stopped = lab.orchestrator.forceStop(a.jobId)
  await Promise.all([withdrawn, stopped])
  await lab.orchestrator.whenIdle()
  expect(await lab.orchestrator.get(b.jobId)).toMatchObject({ state: 'PENDING', queuePosition: null, lastRun: null })
  expect(await connection(b.connectionId)).toMatchObject({ enabled: 0 })
})

test('while exclusive work goes on no job starts; the queue goes on after it', async () => {
  const { jobId } = await lab.addJob({ script: 'pages', pages: 1 })
  const release = Promise.withResolvers<string>()
  const begun = Promise.withResolvers<void>()
  const work = lab.orchestrator.exclusive(() => {
    begun.resolve()
    return release.promise
  })
  await begun.promise
  expect(await lab.orchestrator.runNow(jobId)).toMatchObject({ state: 'PENDING', queuePosition: 1 })
  await expect(lab.orchestrator.exclusive(async () => 'no')).rejects.toThrow(/job.conflict/)
  expect(await lab.orchestrator.get(jobId)).toMatchObject({ state: 'PENDING', queuePosition: 1 })
  release.resolve('done')
  expect(await work).toBe('done')
  await lab.orchestrator.whenIdle()
  expect(await lab.orchestrator.get(jobId)).toMatchObject({ state: 'FINISHED' })
})

test('exclusive work is refused while a job runs, and lets jobs in after it failed', async () => {
  const { jobId } = await lab.addJob({ script: 'hold' })
  await expect(lab.orchestrator.exclusive(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  await lab.orchestrator.runNow(jobId)
  await lab.reaches(jobId, job => job.state === 'RUNNING')
  await expect(lab.orchestrator.exclusive(async () => 'no')).rejects.toThrow(/job.conflict/)
})
