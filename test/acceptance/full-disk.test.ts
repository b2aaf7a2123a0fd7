import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect } from 'vitest'
import { connectGit, derived, settled } from '../support/client-steps.ts'
import { faultTest } from '../support/fault-table.ts'
import { createTestFolder } from '../support/git-repository.ts'
import { makeLargeRepository } from '../support/large-repository.ts'
import { storedRows } from '../support/stored-rows.ts'
import { openTestApplication, type TestApplication } from '../support/test-application.ts'

const commits = 6_000
const deployments = commits / 200
const mb = 1 << 20

let folder: ReturnType<typeof createTestFolder>
let repository: string
let disk: string
let mounted = false
const open: TestApplication[] = []

beforeEach(async () => {
  folder = createTestFolder()
  repository = join(folder.path, 'repository')
  await makeLargeRepository(repository, { commits })
  disk = join(folder.path, 'disk')
  mkdirSync(disk)
  mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', disk]).status === 0
}, 60_000)
afterEach(async () => {
  for (const app of open.splice(0)) await app.close()
  if (mounted) execFileSync('umount', [disk])
  folder.remove()
})

async function openOn(data: string): Promise<TestApplication> {
  const app = await openTestApplication(data, { ingest: new URL('../support/small-pages-thread.ts', import.meta.url) })
  open.push(app)
  return app
}

/** The rows of an undisturbed run, and how many records it read. */
async function undisturbed() {
  const data = join(folder.path, 'undisturbed')
  const app = await openOn(data)
  const { jobId } = await connectGit(app.client, { folders: [repository] }, true)
  const { lastRun } = await settled(app.client, jobId)
  await derived(app.client, deployments)
  await app.close()
  return { rows: storedRows(join(data, 'weir.db')), read: lastRun?.read ?? 0 }
}

/** Fills the disk with one file until so much is left. Returns the file. */
function fillDisk(leaveBytes: number): string {
  const { bavail, bsize } = statfsSync(disk)
  const ballast = join(disk, 'ballast')
  writeFileSync(ballast, Buffer.alloc(bavail * bsize - leaveBytes))
  return ballast
}

faultTest(
  'the disk fills up during a sync',
  async (happened, context) => {
    if (!mounted) return context.skip('no right to mount a small disk here')
    const expected = await undisturbed()
    const data = join(disk, 'data')
    const app = await openOn(data)
    const { jobId } = await connectGit(app.client, { folders: [repository] })
    const notice = new Promise(resolve => app.client.on('notice', resolve))
    const ballast = fillDisk(1.5 * mb)
    await app.client.request('jobs.runNow', { jobId })
    const failed = await settled(app.client, jobId)
    expect(failed).toMatchObject({
      state: 'FAILED',
      fault: { code: 'store.full' },
      lastRun: { outcome: 'failed', fault: { code: 'store.full' } },
    })
    const before = failed.lastRun?.read ?? 0
    expect(before).toBeGreaterThan(0)
    expect(await notice).toMatchObject({ kind: 'failed', fault: { code: 'store.full' } })

    // Asked for while there is no room it waits, and starts by itself once there is.
    await app.client.request('jobs.runNow', { jobId })
    expect(await app.client.request('orchestrator.status')).toMatchObject({ running: null, queue: [jobId] })
    rmSync(ballast)
    const finished = await settled(app.client, jobId)
    await derived(app.client, deployments)
    expect(finished).toMatchObject({ state: 'FINISHED', fault: null })
    // What was stored before the disk was full was not read again, but for the few refs of a sweep that begins anew.
    expect(before + (finished.lastRun?.read ?? 0)).toBeLessThanOrEqual(expected.read + 2)
    await app.close()
    expect(storedRows(join(data, 'weir.db'))).toEqual(expected.rows)
    happened(`failed with store.full after ${before} records, kept them, went on from there once space was freed`)
  },
  120_000,
)
