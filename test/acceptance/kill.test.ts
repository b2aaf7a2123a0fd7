import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { connectGit } from '../support/client-steps.ts'
import { faultTest } from '../support/fault-table.ts'
import { createTestFolder } from '../support/git-repository.ts'
import { makeLargeRepository } from '../support/large-repository.ts'
import { runAndKill } from '../support/process-to-kill.ts'
import { createRandom } from '../support/random.ts'
import { type StoredRows, storedRows } from '../support/stored-rows.ts'
import { openTestApplication } from '../support/test-application.ts'

const commits = 1_500
const tagEvery = 50
const deployments = commits / tagEvery
const kills = 50
/** Side by side, each on data of its own. */
const lanes = 2
/** Long after its end. */
const noKill = 3_600_000
const seed = Math.floor(Math.random() * 2 ** 31)

let folder: ReturnType<typeof createTestFolder>
let prepared: string
let undisturbed: { readonly rows: Record<string, StoredRows>; readonly startMs: number; readonly syncMs: number }

const database = (data: string) => join(data, 'weir.db')
const sync = { script: 'sync-process.ts', after: 'running' }

function copyOfPrepared(name: string): string {
  const data = join(folder.path, name)
  cpSync(prepared, data, { recursive: true })
  return data
}

beforeAll(async () => {
  folder = createTestFolder()
  const repository = join(folder.path, 'repository')
  await makeLargeRepository(repository, { commits, tagEvery, files: 40 })
  prepared = join(folder.path, 'prepared')
  const app = await openTestApplication(prepared)
  await connectGit(app.client, { folders: [repository] })
  await app.close()

  const data = copyOfPrepared('undisturbed')
  const startedAt = performance.now()
  let runningAt = startedAt
  await runAndKill({
    ...sync,
    args: [data, String(deployments)],
    delayMs: noKill,
    onLine: line => {
      if (line === 'running') runningAt = performance.now()
    },
  })
  undisturbed = {
    rows: storedRows(database(data)),
    startMs: runningAt - startedAt,
    syncMs: performance.now() - runningAt,
  }
}, 120_000)

afterAll(() => folder.remove())

faultTest(
  `kill -9 of the whole process at ${kills} random moments of a sync`,
  async happened => {
    expect(undisturbed.rows).toMatchObject({ commits: { count: commits }, deployments: { count: deployments } })
    const random = createRandom(seed)
    const found = new Map<string, number>()
    const rounds = await Promise.all(
      Array.from({ length: lanes }, (_, lane) => killOften(`killed-${lane}`, kills / lanes, random, found)),
    )
    const finished = rounds.reduce((sum, count) => sum + count, 0)
    // Most of them met a sync at work, which the next start found as it was left.
    expect(found.get('run.interrupted')).toBeGreaterThan(kills / 2)
    expect([...found.keys()].filter(state => !['run.interrupted', 'PENDING', 'FINISHED'].includes(state))).toEqual([])
    happened(`${kills} kills, ${finished} syncs completed, each to the rows of an undisturbed one; integrity kept`)
  },
  300_000,
)

/** Kills syncs until it was done so often, and lets the last one come to its end. Resolves to how many did. */
async function killOften(
  name: string,
  times: number,
  random: () => number,
  found: Map<string, number>,
): Promise<number> {
  let killed = 0
  let finished = 0
  let data = copyOfPrepared(`${name}-0`)
  for (;;) {
    const atStart = random() < 0.1
    const delayMs = killed === times ? noKill : random() * (atStart ? undisturbed.startMs : undisturbed.syncMs)
    const run = await runAndKill({
      script: sync.script,
      ...(!atStart && { after: sync.after }),
      args: [data, String(deployments)],
      delayMs,
    })
    const rows = storedRows(database(data))
    for (const line of run.lines.filter(line => line.startsWith('found '))) {
      const state = line.slice('found '.length)
      found.set(state, (found.get(state) ?? 0) + 1)
    }
    if (run.killed) {
      killed++
      continue
    }
    expect(rows, `seed ${seed}`).toEqual(undisturbed.rows)
    finished++
    if (killed === times) break
    rmSync(data, { recursive: true })
    data = copyOfPrepared(`${name}-${killed}`)
  }
  return finished
}
