import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type OrchestratorLab, openLab } from '../../../test/support/orchestrator-lab.ts'
import type { Script } from '../../../test/support/scripted-thread.ts'
import { JobId, RunId } from '../../shared/model/ids.ts'
import type { JobProgress } from '../../shared/model/job.ts'
import { startJobThread } from './job-host.ts'

let lab: OrchestratorLab
beforeEach(async () => {
  lab = await openLab()
})
afterEach(() => lab.close())

/** Starts a job and resolves once its thread has told of its work. */
async function runUntilAtWork(script: Script): Promise<{ jobId: JobId; told: JobProgress }> {
  const { jobId } = await lab.addJob(script)
  const atWork = lab.pushed(push => push.event === 'progress_update')
  await lab.orchestrator.runNow(jobId)
  const push = await atWork
  if (push.event !== 'progress_update') throw new Error('not what was waited for')
  return { jobId, told: push.data }
}

async function expectLifeGoesOn() {
  const { jobId } = await lab.addJob({ script: 'pages', pages: 2 }, 'the next')
  await lab.orchestrator.runNow(jobId)
  await lab.orchestrator.whenIdle()
  expect(await lab.orchestrator.get(jobId)).toMatchObject({ state: 'FINISHED' })
}

test('a thread that loops for ever in a transaction is ended: its rows are gone, the database is free, the next job runs', async () => {
  const { jobId } = await runUntilAtWork({ script: 'loopInTransaction' })
  expect(await lab.orchestrator.forceStop(jobId)).toMatchObject({ state: 'RUNNING', intent: 'stopping' })
  await lab.orchestrator.whenIdle()
  expect(await lab.orchestrator.get(jobId)).toMatchObject({
    state: 'FAILED',
    fault: { code: 'run.stopped' },
    lastRun: { outcome: 'stopped' },
  })
  expect(await lab.store.db.selectFrom('run_log').selectAll().execute()).toEqual([])
  await expectLifeGoesOn()
})

test('a pause that waits for a hung thread’s lock does not hold up the force stop, nor the event loop', async () => {
  const { jobId } = await runUntilAtWork({ script: 'loopInTransaction' })
  const order: string[] = []
  const pausing = lab.orchestrator.pause(jobId).then(() => order.push('pause recorded'))
  const stopping = lab.orchestrator.forceStop(jobId).then(() => order.push('stop recorded'))
  for (let turn = 0; turn < 20; turn++) await new Promise(resolve => setTimeout(resolve))
  order.push('twenty timers fired')
  await Promise.all([pausing, stopping])
  expect(order).toEqual(['twenty timers fired', 'pause recorded', 'stop recorded'])
  await lab.orchestrator.whenIdle()
  expect(await lab.orchestrator.get(jobId)).toMatchObject({ state: 'FAILED', fault: { code: 'run.stopped' } })
})

test('a thread that ignores the abort is ended after the grace', async () => {
  const { jobId } = await runUntilAtWork({ script: 'ignoreEverything' })
  await lab.orchestrator.forceStop(jobId)
  await lab.orchestrator.whenIdle()
  expect(await lab.orchestrator.get(jobId)).toMatchObject({ state: 'FAILED', fault: { code: 'run.stopped' } })
})

test('a thread that says it has finished but stays is ended, and its job has FINISHED', async () => {
  const { jobId } = await lab.addJob({ script: 'finishAndStay' })
  await lab.orchestrator.runNow(jobId)
  await lab.orchestrator.whenIdle()
  expect(await lab.orchestrator.get(jobId)).toMatchObject({ state: 'FINISHED', fault: null })
})

test.each(['throwInTimer', 'exit'] as const)(
  'a thread that breaks down (%s) fails its job, with a report id in the log, and the application lives',
  async script => {
    const { jobId } = await lab.addJob({ script })
    await lab.orchestrator.runNow(jobId)
    await lab.orchestrator.whenIdle()
    const job = await lab.orchestrator.get(jobId)
    expect(job).toMatchObject({
      state: 'FAILED',
      fault: { code: 'internal.unexpected' },
      lastRun: { outcome: 'failed' },
    })
    const { reportId } = job.fault?.details ?? {}
    expect(reportId).toEqual(expect.any(String))
    const reported = lab.log.filter(line => line.level === 'error')
    expect(reported.map(line => line.facts)).toMatchObject([{ reportId }])
    expect(JSON.stringify(job)).not.toContain('secret-token')
    await expectLifeGoesOn()
  },
)

test('a thread that allocates without end fails, is told as that, and the application lives', async () => {
  const errors: string[] = []
  const ignore = () => {}
  const thread = startJobThread({
    entry: new URL('../../../test/support/scripted-thread.ts', import.meta.url),
    assignment: {
      databasePath: lab.databasePath,
      cacheFolder: '',
      jobId: JobId.parse(1),
      runId: RunId.parse(1),
      connectorId: 'scripted',
      settings: { script: 'allocate' } satisfies Script,
      credentials: {},
      sources: [],
    },
    logger: { debug: ignore, info: ignore, warn: ignore, error: message => errors.push(message) },
    onMessage: ignore,
    access: () => Promise.reject(new Error('nobody has signed in')),
    maxHeapMb: 32,
  })
  expect(await thread.ended).toMatchObject({
    outcome: 'failed',
    fault: { code: 'internal.unexpected', hint: expect.stringContaining('32 MB of memory') },
  })
  expect(errors).toHaveLength(1)
  await expectLifeGoesOn()
})

test('a program left behind by an ended thread is ended, with the program it has started', async () => {
  const { jobId, told } = await runUntilAtWork({ script: 'leaveProgram' })
  const pids = [told.done, told.total ?? 0]
  expect(pids.map(isRunning)).toEqual([true, true])
  await lab.orchestrator.forceStop(jobId)
  await lab.orchestrator.whenIdle()
  await expect.poll(() => pids.map(isRunning)).toEqual([false, false])
})

/** A killed program whose parent thread is gone stays in the table as a zombie: it runs no more. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    if (process.platform !== 'linux') return true
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
