import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { connectGit, derived, settled, untilPush } from '../support/client-steps.ts'
import { createTestFolder } from '../support/git-repository.ts'
import { type HeldGit, holdGit } from '../support/held-git.ts'
import { makeLargeRepository } from '../support/large-repository.ts'
import { type StoredRows, storedRows } from '../support/stored-rows.ts'
import { openTestApplication } from '../support/test-application.ts'

const commits = 24_000
const deployments = commits / 200

let folder: ReturnType<typeof createTestFolder>
let repository: string
let undisturbed: { readonly rows: Record<string, StoredRows>; readonly read: number }

/** Git is held by a shell script. */
const onWindows = process.platform === 'win32'

const database = (data: string) => join(data, 'weir.db')

beforeAll(async () => {
  folder = createTestFolder()
  repository = join(folder.path, 'repository')
  await makeLargeRepository(repository, { commits })
  const data = join(folder.path, 'undisturbed')
  const app = await openTestApplication(data)
  const { jobId } = await connectGit(app.client, { folders: [repository] }, true)
  const { lastRun } = await settled(app.client, jobId)
  await derived(app.client, deployments)
  await app.close()
  undisturbed = { rows: storedRows(database(data)), read: lastRun?.read ?? 0 }
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

test.skipIf(onWindows)(
  'paused at 30 %, quit, started and resumed: the same rows, and no page read twice',
  async () => {
    const git = holdGitHere('paused-git', 3)
    const data = join(folder.path, 'paused')
    const first = await openTestApplication(data)
    const { jobId } = await connectGit(first.client, { folders: [repository] }, true)
    const look = () => first.client.request('jobs.get', { jobId })
    await untilPush(first.client, 'progress_update', look, job => (job.progress?.fraction ?? 0) >= 0.3)
    await first.client.request('jobs.pause', { jobId })
    git.release()
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
  },
  120_000,
)

test.skipIf(onWindows)(
  'force-stopped in the middle: failed as stopped, and the next run goes on from the checkpoint',
  async () => {
    const git = holdGitHere('stopped-git')
    const data = join(folder.path, 'stopped')
    const app = await openTestApplication(data)
    const { jobId } = await connectGit(app.client, { folders: [repository] }, true)
    const look = () => app.client.request('jobs.get', { jobId })
    await untilPush(app.client, 'progress_update', look, job => job.progress?.stream === 'commits counted')
    await app.client.request('jobs.forceStop', { jobId })
    const stopped = await settled(app.client, jobId)
    expect(stopped).toMatchObject({ state: 'FAILED', fault: { code: 'run.stopped' }, lastRun: { outcome: 'stopped' } })
    git.release()
    await app.client.request('jobs.runNow', { jobId })
    const finished = await settled(app.client, jobId)
    await derived(app.client, deployments)
    await app.close()
    expect(finished.state).toBe('FINISHED')
    expect(storedRows(database(data))).toEqual(undisturbed.rows)
    expect((stopped.lastRun?.read ?? 0) + (finished.lastRun?.read ?? 0)).toBeLessThanOrEqual(undisturbed.read + 2)
  },
  120_000,
)

/** Has syncs of this process wait before they count lines, so that they are not over before they are interrupted. */
function holdGitHere(name: string, free = 0): HeldGit {
  const own = join(folder.path, name)
  mkdirSync(own)
  const git = holdGit(own, free)
  vi.stubEnv('PATH', git.env.PATH)
  onTestFinished(() => void vi.unstubAllEnvs())
  return git
}
