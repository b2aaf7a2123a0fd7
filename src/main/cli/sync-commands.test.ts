import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, test, vi } from 'vitest'
import { makeLargeRepository } from '../../../test/support/large-repository.ts'
import { connect, ended, folder, served, smallRepository, start, weir } from './test-support.ts'

// Each test starts programs, up to a dozen one after the other.
vi.setConfig({ testTimeout: 180_000 })

test('one Ctrl-C pauses at a checkpoint, and the next sync goes on from there', async () => {
  const data = folder()
  const repository = join(folder(), 'large.git')
  await makeLargeRepository(repository, { commits: 10_000 })
  await connect(data, repository)
  const child = start(['--data', data, 'sync'])
  const end = ended(child)
  child.stdout?.once('data', () => child.kill('SIGINT'))
  const { code, out, err } = await end
  expect({ code, err }).toEqual({ code: 130, err: '' })
  expect(out).toContain('Mine: paused')
  expect(out).not.toContain('Stopping')
  expect(await weir('--data', data, 'sync')).toMatchObject({ code: 0, out: expect.stringContaining('Mine: finished') })
})

test('a single command neither starts a sync nor lets one that waits begin, and says what does', async () => {
  const data = folder()
  await connect(data, smallRepository())
  const job = async () => JSON.parse((await weir('--data', data, 'call', 'jobs.get', '{"jobId":1}')).out)
  for (const method of ['jobs.runNow', 'jobs.resume']) {
    const { code, out, err } = await weir('--data', data, 'call', method, '{"jobId":1}')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(JSON.parse(err)).toMatchObject({ code: 'job.conflict', hint: expect.stringContaining('weir sync') })
  }
  expect(await job()).toMatchObject({ state: 'PENDING', queuePosition: null, lastRun: null })

  const db = new BetterSqlite3(join(data, 'weir.db'))
  db.exec(`update jobs set queue_order = 1, queue_trigger = 'manual'`)
  db.close()
  await weir('--data', data, 'metrics', 'dora', '--from', '2026-01-01', '--to', '2026-01-31')
  expect(await job()).toMatchObject({ state: 'PENDING', queuePosition: 1, lastRun: null })
  expect(await weir('--data', data, 'sync')).toMatchObject({ code: 0 })
  expect(await job()).toMatchObject({ state: 'FINISHED', queuePosition: null })
})

test('a rule saved by one command shows in the numbers of the next', async () => {
  const data = folder()
  await connect(data, smallRepository())
  await weir('--data', data, 'sync')
  const rule = { source: 'commits', branch: null }
  const saved = await weir('--data', data, 'call', 'repositories.saveRule', JSON.stringify({ repositoryId: 1, rule }))
  expect({ code: saved.code, err: saved.err }).toEqual({ code: 0, err: '' })
  const json = await weir('--data', data, 'metrics', 'dora', '--from', '2026-01-01', '--to', '2026-01-31', '--json')
  expect(JSON.parse(json.out)).toMatchObject({ deploymentFrequency: { deployments: 3 } })
})

test('sync runs in the foreground, and the metrics come out', async () => {
  const data = folder()
  await connect(data, smallRepository())
  const synced = await weir('--data', data, 'sync', 'mine')
  expect({ code: synced.code, err: synced.err }).toEqual({ code: 0, err: '' })
  expect(synced.out).toContain('Mine: finished')
  // Nothing of what ended with the command is taken for a failure.
  const logged = readdirSync(join(data, 'logs')).map(name => readFileSync(join(data, 'logs', name), 'utf8'))
  expect(logged.join('').match(/^\{"level":[456]0.*/gm)).toBeNull()

  const period = ['metrics', 'dora', '--from', '2026-01-01', '--to', '2026-01-31', '--bucket', 'month']
  const json = await weir('--data', data, ...period, '--repository', 'repo', '--json')
  expect(JSON.parse(json.out)).toMatchObject({ deploymentFrequency: { deployments: 2 }, leadTime: { changes: 2 } })
  const table = await weir('--data', data, ...period)
  expect(table.out).toMatch(/^Deployments +2 +0$/m)

  const nobody = await weir('--data', data, ...period, '--repository', 'nobody')
  expect([nobody.code, nobody.err]).toEqual([1, 'There is no repository nobody. There are: repo. (rpc.not_found)\n'])
})

test('commands steer the Weir that runs', async () => {
  const data = folder()
  await connect(data, smallRepository())
  const { child, end } = await served(['--data', data, 'serve', '--port', '0'])
  const say = (...args: string[]) => weir('--data', data, ...args)
  expect(await say('pause', '--all')).toMatchObject({ code: 0, out: expect.stringContaining('Everything is paused') })
  expect((await say('jobs')).out).toMatch(/^Mine +not running +– +never$\n^Everything is paused/m)
  expect(await say('run', 'mine')).toMatchObject({ code: 1, err: expect.stringContaining('job.conflict') })
  expect((await say('resume', '--all')).code).toBe(0)
  expect(await say('run', 'mine')).toMatchObject({ code: 0, out: expect.stringMatching(/^Mine: /) })
  child.kill('SIGTERM')
  expect((await end).code).toBe(0)
})
