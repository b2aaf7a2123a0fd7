import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterAll, beforeAll, expect } from 'vitest'
import type { JobId } from '../../src/shared/model/ids.ts'
import type { JobSummary } from '../../src/shared/model/job.ts'
import { connectGit, settled } from '../support/client-steps.ts'
import { faultTest } from '../support/fault-table.ts'
import { createTestFolder, createTestRepository } from '../support/git-repository.ts'
import { openTestApplication, type TestApplication } from '../support/test-application.ts'

let folder: ReturnType<typeof createTestFolder>
let app: TestApplication
const told: JobSummary[] = []

beforeAll(async () => {
  folder = createTestFolder()
  app = await openTestApplication(join(folder.path, 'data'), {
    ingest: new URL('../support/misbehaving-thread.ts', import.meta.url),
  })
  app.client.on('job_status', job => void told.push(job))
})
afterAll(async () => {
  await app.close()
  folder.remove()
})

/** A connection to a repository of this name, syncing. */
async function startSync(name: string): Promise<JobId> {
  const repository = createTestRepository(join(folder.path, name))
  repository.commit('first')
  repository.commit('second')
  repository.tag('v1')
  return (await connectGit(app.client, { folders: [repository.path] }, true)).jobId
}

/** Starts a sync and resolves once its thread has read its first page and does what it should not. */
async function startMisbehaving(name: string): Promise<JobId> {
  const { promise: begun, resolve } = Promise.withResolvers<void>()
  const stopListening = app.client.on('data_changed', ({ tables }) => {
    if (tables.length === 1 && tables[0] === 'people') resolve()
  })
  const jobId = await startSync(name)
  await begun
  stopListening()
  return jobId
}

/** Asks the application again and again until the work is done. Resolves to how late it was at worst, in ms, and how often it answered. */
async function responsiveDuring(work: () => Promise<unknown>) {
  const resolution = 5
  const delay = monitorEventLoopDelay({ resolution })
  delay.enable()
  const over = work().then(() => 'over' as const)
  let answers = 0
  for (;;) {
    const next = app.client.request('jobs.list').then(() => answers++)
    if ((await Promise.race([over, next])) === 'over') break
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  await over
  delay.disable()
  return { answers, latestMs: Math.max(0, Math.round(delay.max / 1e6 - resolution)) }
}

/** The states and intents a job was pushed in. */
const story = (jobId: JobId) =>
  told
    .filter(job => job.id === jobId)
    .map(({ state, intent }) => (intent === 'none' ? state : `${state} ${intent}`))
    .filter((state, index, all) => state !== all[index - 1])

/** What the application can still do: sync a repository that is in order, with its rows. */
async function worksOn(after: string): Promise<void> {
  const jobId = await startSync(`healthy-after-${after}`)
  expect(await settled(app.client, jobId)).toMatchObject({ state: 'FINISHED', lastRun: { read: expect.any(Number) } })
}

for (const [name, fault] of [
  ['loops-for-ever', 'a connector loops for ever'],
  ['ignores-abort', 'a connector ignores that it is to stop'],
  ['starts-a-program-that-hangs', 'a connector’s program hangs and ignores SIGTERM'],
] as const) {
  faultTest(
    fault,
    async happened => {
      const jobId = await startMisbehaving(name)
      let tookMs = 0
      const during = await responsiveDuring(async () => {
        const asked = performance.now()
        await app.client.request('jobs.forceStop', { jobId })
        expect(await settled(app.client, jobId)).toMatchObject({
          state: 'FAILED',
          fault: { code: 'run.stopped' },
          lastRun: { outcome: 'stopped' },
          nextRunBy: 'cycle',
        })
        tookMs = Math.round(performance.now() - asked)
      })
      expect(story(jobId)).toEqual(['PENDING', 'RUNNING', 'RUNNING stopping', 'FAILED'])
      expect(during.answers).toBeGreaterThan(0)
      await worksOn(name)
      happened(`force-stopped after ${tookMs} ms; app at most ${during.latestMs} ms late`)
    },
    60_000,
  )
}

for (const [name, fault, expected] of [
  ['allocates-without-end', 'a connector allocates without end', { maxHeapMb: 512 }],
  ['allocates-buffers-without-end', 'a connector fills buffers without end', { maxHeapMb: 512 }],
  ['throws-in-a-timer', 'a connector throws in a timer', {}],
] as const) {
  faultTest(
    fault,
    async happened => {
      let jobId: JobId | null = null
      const during = await responsiveDuring(async () => {
        jobId = await startSync(name)
        expect(await settled(app.client, jobId)).toMatchObject({
          state: 'FAILED',
          fault: { code: 'internal.unexpected', details: expected },
          lastRun: { outcome: 'failed' },
        })
      })
      expect(during.answers).toBeGreaterThan(0)
      if (jobId !== null) expect(story(jobId)).toEqual(['PENDING', 'RUNNING', 'FAILED'])
      await worksOn(name)
      happened(`failed with internal.unexpected; app at most ${during.latestMs} ms late`)
    },
    120_000,
  )
}
