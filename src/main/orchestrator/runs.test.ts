import { afterEach, beforeEach, expect, test } from 'vitest'
import { type OrchestratorLab, openLab } from '../../../test/support/orchestrator-lab.ts'
import { type JobId, RunId } from '../../shared/model/ids.ts'
import { createRun, endRun, getRun, listRuns, runLog } from './runs.ts'

let lab: OrchestratorLab
let jobId: JobId
let connectionId: number
beforeEach(async () => {
  lab = await openLab()
  const job = await lab.addJob({ script: 'fail' }, 'Acme')
  jobId = job.jobId
  connectionId = job.connectionId
})
afterEach(() => lab.close())

const addRun = (at: number, job = jobId) => createRun(lab.store.db, { jobId: job, trigger: 'manual', at })
const addStream = (run_id: number, position: number, counts: { read: number; active_ms: number; bytes: number }) =>
  lab.store.db
    .insertInto('run_streams')
    .values({
      run_id,
      data_source_id: null,
      data_source_name: 'repo',
      stream: `stream ${position}`,
      position,
      written: 1,
      skipped: 2,
      deleted: 3,
      requests: 4,
      waited_ms: 5,
      complete: 1,
      ...counts,
    })
    .execute()

test('runs are listed newest first, page by page, with their streams’ counts added up', async () => {
  const ids = []
  for (let at = 1; at <= 5; at++) ids.push(await addRun(at))
  const [first, , third] = ids
  if (!first || !third) throw new Error('no runs')
  await addStream(third, 0, { read: 10, active_ms: 100, bytes: 7 })
  await addStream(third, 1, { read: 32, active_ms: 11, bytes: 8 })
  const fault = { code: 'remote.unreachable', hint: 'Check.', details: {} } as const
  await endRun(lab.store.db, { runId: third, outcome: 'failed', fault, at: 99 })

  const page = await listRuns(lab.store.readonly, { jobId: null, offset: 1, limit: 2 })
  expect(page.total).toBe(5)
  expect(page.rows.map(run => run.startedAt)).toEqual([4, 3])
  expect(page.rows[1]).toEqual({
    id: third,
    jobId,
    trigger: 'manual',
    outcome: 'failed',
    startedAt: 3,
    endedAt: 99,
    activeMs: 111,
    read: 42,
    written: 2,
    skipped: 4,
    deleted: 6,
    requests: 8,
    waitedMs: 10,
    bytes: 15,
    fault,
  })
  expect(page.rows[0]).toMatchObject({ read: 0, activeMs: 0, endedAt: null, fault: null })
  expect(await listRuns(lab.store.readonly, { jobId: null, offset: 50, limit: 2 })).toEqual({ rows: [], total: 5 })
})

test('runs of one job are that job’s only, and those of a removed connection are nobody’s', async () => {
  const other = await lab.addJob({ script: 'fail' }, 'Other')
  await addRun(1)
  const run = await addRun(2, other.jobId)
  expect((await listRuns(lab.store.readonly, { jobId: other.jobId, offset: 0, limit: 9 })).rows).toMatchObject([
    { id: run },
  ])
  await lab.store.db.updateTable('connections').set({ removed_at: 1 }).where('id', '=', connectionId).execute()
  expect(await listRuns(lab.store.readonly, { jobId: null, offset: 0, limit: 9 })).toMatchObject({
    total: 1,
    rows: [{ id: run }],
  })
})

test('a run is shown with its connection and its streams in order', async () => {
  const runId = await addRun(1)
  await addStream(runId, 1, { read: 2, active_ms: 2, bytes: 2 })
  await addStream(runId, 0, { read: 1, active_ms: 1, bytes: 1 })
  expect(await getRun(lab.store.readonly, runId)).toMatchObject({
    connectionName: 'Acme',
    read: 3,
    streams: [
      { stream: 'stream 0', dataSourceName: 'repo', read: 1, waitedMs: 5, activeMs: 1, complete: true },
      { stream: 'stream 1', read: 2 },
    ],
  })
  await expect(getRun(lab.store.readonly, RunId.parse(999))).rejects.toMatchObject({ code: 'rpc.not_found' })
})

test('a log is read newest first, by severity, by text in any case, and wildcards are plain characters', async () => {
  const runId = await addRun(1)
  const lines = [
    ['debug', 'Reading 100% of it'],
    ['info', 'reading 1005 of them'],
    ['warn', 'Zürich was slow'],
    ['error', 'ZÜRICH is gone'],
  ] as const
  for (const [at, [level, message]] of lines.entries()) {
    await lab.store.db.insertInto('run_log').values({ run_id: runId, at, level, message }).execute()
  }
  const search = async (search: string, minLevel: 'debug' | 'warn' | 'error' = 'debug') => {
    const { rows, total } = await runLog(lab.store.readonly, { runId, minLevel, search, offset: 0, limit: 50 })
    expect(total).toBe(rows.length)
    return rows.map(row => row.message)
  }
  expect(await search('')).toEqual(lines.map(([, message]) => message).reverse())
  expect(await search('', 'warn')).toEqual(['ZÜRICH is gone', 'Zürich was slow'])
  expect(await search('READING')).toEqual(['reading 1005 of them', 'Reading 100% of it'])
  expect(await search('100%')).toEqual(['Reading 100% of it'])
  expect(await search('zürich')).toEqual(['ZÜRICH is gone', 'Zürich was slow'])
  expect(await search('zürich', 'error')).toEqual(['ZÜRICH is gone'])
  expect(await runLog(lab.store.readonly, { runId, minLevel: 'debug', search: '', offset: 1, limit: 1 })).toMatchObject(
    {
      total: 4,
      rows: [{ message: 'Zürich was slow' }],
    },
  )
})
