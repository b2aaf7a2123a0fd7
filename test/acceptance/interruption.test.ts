import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectGit, derived, settled, untilPush } from '../support/client-steps.ts'
import { createTestFolder } from '../support/git-repository.ts'
import { makeLargeRepository } from '../support/large-repository.ts'
import { type StoredRows, storedRows } from '../support/stored-rows.ts'
import { openTestApplication } from '../support/test-application.ts'

const commits = 24_000
const deployments = commits / 200
const entry = join(import.meta.dirname, '../../src/main/headless.ts')

let folder: ReturnType<typeof createTestFolder>
let repository: string
let undisturbed: { readonly rows: Record<string, StoredRows>; readonly read: number; readonly tookMs: number }

const database = (data: string) => join(data, 'weir.db')

beforeAll(async () => {
  folder = createTestFolder()
  repository = join(folder.path, 'repository')
  await makeLargeRepository(repository, { commits })
  const data = join(folder.path, 'undisturbed')
  const app = await openTestApplication(data)
  const startedAt = performance.now()
  const { jobId } = await connectGit(app.client, { folders: [repository] }, true)
  const { lastRun } = await settled(app.client, jobId)
  const tookMs = performance.now() - startedAt
  await derived(app.client, deployments)
  await app.close()
  undisturbed = { rows: storedRows(database(data)), read: lastRun?.read ?? 0, tookMs }
}, 120_000)

afterAll(() => folder.remove())

test('the undisturbed run holds every commit, tag and deployment', () => {
  expect(undisturbed.rows).toMatchObject({
    commits: { count: commits },
    tags: { count: deployments },
    deployments: { count: deployments },
    people: { count: 40 },
  })
})

test('paused at 30 %, quit, started and resumed: the same rows, and no page read twice', async () => {
  const data = join(folder.path, 'paused')
  const first = await openTestApplication(data)
  const { jobId } = await connectGit(first.client, { folders: [repository] }, true)
  const look = () => first.client.request('jobs.get', { jobId })
  await untilPush(
    first.client,
    'progress_update',
    look,
    job => (job.progress?.fraction ?? 0) >= 0.3 || job.state === 'FINISHED',
  )
  await first.client.request('jobs.pause', { jobId })
  expect((await settled(first.client, jobId)).state).toBe('PAUSED')
  await first.close()

  const second = await openTestApplication(data)
  expect((await second.client.request('jobs.get', { jobId })).state).toBe('PAUSED')
  await second.client.request('jobs.resume', { jobId })
  await untilPush(
    second.client,
    'job_status',
    () => second.client.request('jobs.get', { jobId }),
    job => job.state === 'FINISHED',
  )
  const { lastRun } = await second.client.request('jobs.get', { jobId })
  await derived(second.client, deployments)
  await second.close()
  expect(storedRows(database(data))).toEqual(undisturbed.rows)
  expect(lastRun?.read).toBe(undisturbed.read)
}, 120_000)

test('force-stopped in the middle: failed as stopped, and the next run goes on from the checkpoint', async () => {
  const data = join(folder.path, 'stopped')
  const app = await openTestApplication(data)
  const { jobId } = await connectGit(app.client, { folders: [repository] }, true)
  const look = () => app.client.request('jobs.get', { jobId })
  await untilPush(
    app.client,
    'progress_update',
    look,
    job => (job.progress?.fraction ?? 0) >= 0.3 || job.state === 'FINISHED',
  )
  await app.client.request('jobs.forceStop', { jobId })
  const stopped = await settled(app.client, jobId)
  expect(stopped).toMatchObject({ state: 'FAILED', fault: { code: 'run.stopped' }, lastRun: { outcome: 'stopped' } })
  await app.client.request('jobs.runNow', { jobId })
  const finished = await settled(app.client, jobId)
  await derived(app.client, deployments)
  await app.close()
  expect(finished.state).toBe('FINISHED')
  expect(storedRows(database(data))).toEqual(undisturbed.rows)
  expect((stopped.lastRun?.read ?? 0) + (finished.lastRun?.read ?? 0)).toBeLessThanOrEqual(undisturbed.read + 2)
}, 120_000)

test('killed at ten random moments: nothing lost, nothing twice', async () => {
  const prepared = join(folder.path, 'prepared')
  const setUp = await openTestApplication(prepared)
  await connectGit(setUp.client, { folders: [repository] })
  await setUp.close()

  let killed = 0
  for (let round = 0; killed < 10; round++) {
    const data = join(folder.path, `killed-${round}`)
    cpSync(prepared, data, { recursive: true })
    killed += await killUntilDone(data, 10 - killed)
    expect(storedRows(database(data))).toEqual(undisturbed.rows)
  }
  expect(killed).toBe(10)
}, 240_000)

/** Syncs in a process that is killed at random moments, at most so often, until it has finished. Resolves to how often it was. */
async function killUntilDone(data: string, atMost: number): Promise<number> {
  let killed = 0
  while (killed < atMost) {
    const child = spawn(process.execPath, [entry, '--data', data, 'sync'], { stdio: 'ignore' })
    const exited = once(child, 'exit')
    const moment = delay(Math.random() * undisturbed.tookMs).then(() => 'moment' as const)
    if ((await Promise.race([exited, moment])) !== 'moment') break
    child.kill('SIGKILL')
    await exited
    killed++
  }
  const app = await openTestApplication(data)
  const [job] = await app.client.request('jobs.list')
  if (!job) throw new Error('no job')
  if (job.state !== 'FINISHED') {
    if (job.state !== 'PENDING') expect(job).toMatchObject({ state: 'FAILED', fault: { code: 'run.interrupted' } })
    await app.client.request('jobs.runNow', { jobId: job.id })
    expect((await settled(app.client, job.id)).state).toBe('FINISHED')
  }
  await derived(app.client, deployments)
  await app.close()
  return killed
}
