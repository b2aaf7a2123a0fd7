import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import BetterSqlite3 from 'better-sqlite3'
import { expect, onTestFinished, test, vi } from 'vitest'
import { makeLargeRepository } from '../../../test/support/large-repository.ts'

// Each test starts programs, up to a dozen one after the other.
vi.setConfig({ testTimeout: 180_000 })

const entry = join(import.meta.dirname, '..', 'headless.ts')

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'weir-cli-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true, maxRetries: 5 }))
  return made
}

function start(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [entry, ...args], { env: { ...process.env, ...env } })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

function ended(child: ChildProcess, input?: string): Promise<Ended> {
  let out = ''
  let err = ''
  child.stdout?.on('data', chunk => {
    out += chunk
  })
  child.stderr?.on('data', chunk => {
    err += chunk
  })
  child.stdin?.end(input)
  return new Promise(resolve => child.on('close', code => resolve({ code, out, err })))
}

const weir = (...args: string[]) => ended(start(args))

/** Starts `serve` and resolves with the link it prints. */
async function served(args: readonly string[], env: Record<string, string> = {}) {
  const child = start(args, env)
  const end = ended(child)
  const link = await new Promise<string>((resolve, reject) => {
    if (child.stdout)
      createInterface(child.stdout).on('line', line => {
        const found = /http:\S+/.exec(line)
        if (found) resolve(found[0])
      })
    void end.then(({ err }) => reject(new Error(err)))
  })
  return { child, end, link }
}

test('call prints the answer as JSON; the data folder is made for its owner alone', async () => {
  const data = join(folder(), 'new')
  const { code, out, err } = await weir('call', 'app.info', '--data', data)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(JSON.parse(out)).toMatchObject({
    shell: 'headless',
    dataFolder: data,
    blockedBy: null,
    vault: { kind: 'key-file', locked: false },
  })
  expect(statSync(data).mode & 0o777).toBe(0o700)
})

test('a fault goes to stderr as JSON, with nothing on stdout', async () => {
  const data = folder()
  const unknown = await weir('--data', data, 'call', 'jobs.lst')
  expect([unknown.code, unknown.out]).toEqual([1, ''])
  expect(JSON.parse(unknown.err)).toMatchObject({
    code: 'rpc.unknown_method',
    hint: expect.stringContaining('jobs.list'),
  })
  const input = await weir('--data', data, 'call', 'jobs.get', '{"jobId": "x"}')
  expect(JSON.parse(input.err)).toMatchObject({ code: 'rpc.invalid_input', fields: [{ path: 'jobId' }] })
})

test('the input may come from stdin; what is no JSON is refused before anything is opened', async () => {
  const data = join(folder(), 'untouched')
  const malformed = await ended(start(['--data', data, 'call', 'jobs.get', '-']), '{"jobId":')
  expect([malformed.code, JSON.parse(malformed.err).code]).toEqual([1, 'rpc.invalid_input'])
  expect(() => statSync(data)).toThrow('ENOENT')
  const set = await ended(start(['--data', data, 'call', 'preferences.set', '-']), '{"theme":"dark"}')
  expect(JSON.parse(set.out)).toMatchObject({ theme: 'dark' })
})

test('an oversized input is rpc.too_large', async () => {
  const { code, err } = await ended(
    start(['--data', folder(), 'call', 'jobs.get', '-']),
    JSON.stringify('x'.repeat(1_100_000)),
  )
  expect([code, JSON.parse(err).code]).toEqual([1, 'rpc.too_large'])
})

test.each([
  [['sync', 'a', 'b']],
  [['nonsense']],
  [['call']],
  [['call', 'app.info', '--nope']],
  [['metrics', 'dora', '--from', '2026-01-01']],
  [['metrics', 'dora', '--from', '2026-01-01', '--to', '2026-01-02', '--bucket', 'eon']],
  [['serve', '--port', '70000']],
])('wrong usage is one clear line and exit code 2: %j', async args => {
  const { code, out, err } = await weir(...args)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toMatch(/^error: [^\n]+\n$/)
})

test('a folder that cannot be used is a fault without a stack', async () => {
  const file = join(folder(), 'file')
  writeFileSync(file, '')
  for (const args of [['call', 'app.info'], ['sync'], ['serve']]) {
    const { code, out, err } = await weir('--data', join(file, 'below'), ...args)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('store.readonly')
    expect(err).not.toMatch(/\n\s+at /)
  }
})

test('a running Weir answers every command, gives new links, and ends in order', async () => {
  const data = folder()
  const { child, end, link } = await served(['--data', data, 'serve', '--port', '0'])
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/)
  const [info, again, created] = await Promise.all([
    weir('--data', data, 'call', 'app.info'),
    weir('--data', data, 'serve'),
    weir('--data', data, 'call', 'app.createLink'),
  ])
  expect(JSON.parse(info.out)).toMatchObject({ blockedBy: null })
  expect([again.code, created.code]).toEqual([0, 0])
  expect(again.out).toContain(new URL(link).origin)
  expect(JSON.parse(created.out).url).not.toBe(link)

  const token = new URLSearchParams(new URL(link).hash.slice(1)).get('token') ?? ''
  const answer = await fetch(new URL('/session', link), {
    method: 'POST',
    headers: { origin: new URL(link).origin },
    body: JSON.stringify({ token }),
  })
  expect(answer.status).toBe(200)

  child.kill('SIGTERM')
  expect(await end).toMatchObject({ code: 0, err: '' })
  expect(readdirSync(data)).not.toContain('weir.sock')
  const logged = readdirSync(join(data, 'logs')).map(name => readFileSync(join(data, 'logs', name), 'utf8'))
  expect(logged.join()).not.toContain(token)
})

test('after kill -9 the next one opens the folder all the same', async () => {
  const data = folder()
  const { child, end } = await served(['--data', data, 'serve', '--port', '0'])
  child.kill('SIGKILL')
  await end
  expect(readdirSync(data)).toContain('weir.sock')
  expect((await weir('--data', data, 'call', 'jobs.list')).code).toBe(0)
})

test('commands started at the same moment do not get in each other’s way', async () => {
  const data = folder()
  const all = await Promise.all(Array.from({ length: 4 }, () => weir('--data', data, 'call', 'connections.list')))
  expect(all.map(({ code, err }) => ({ code, err }))).toEqual(Array(4).fill({ code: 0, err: '' }))
})

test('a passphrase seals a new vault and unlocks it; a wrong one is refused', async () => {
  const data = folder()
  const info = async (passphrase?: string) =>
    ended(start(['--data', data, 'call', 'app.info'], passphrase === undefined ? {} : { WEIR_PASSPHRASE: passphrase }))
  expect(JSON.parse((await info('correct horse')).out).vault).toMatchObject({ kind: 'passphrase', locked: false })
  expect(JSON.parse((await info()).out).vault).toMatchObject({ kind: 'passphrase', locked: true })
  const wrong = await info('wrong horse')
  expect([wrong.code, JSON.parse(wrong.err).code]).toEqual([1, 'settings.invalid'])
})

/** A repository with three commits and two tags. */
function smallRepository(): string {
  const repository = join(folder(), 'repo')
  mkdirSync(repository)
  const identity = {
    GIT_AUTHOR_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@x',
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@x',
  }
  const git = (date: string, ...args: string[]) =>
    execFileSync('git', args, {
      cwd: repository,
      env: { ...process.env, ...identity, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
    })
  git('2026-01-01T00:00Z', 'init', '-q', '-b', 'main')
  for (const [index, tag] of ['v1.0.0', '', 'v1.1.0'].entries()) {
    git(`2026-01-0${index + 1}T00:00Z`, 'commit', '-q', '--allow-empty', '-m', `c${index}`)
    if (tag) git(`2026-01-0${index + 1}T06:00Z`, 'tag', '-a', tag, '-m', tag)
  }
  return repository
}

/** Connects a repository under the name Mine, by the command line alone. */
async function connect(data: string, repository: string) {
  const { child, end } = await served(['--data', data, 'serve', '--port', '0'])
  const call = async (method: string, input: unknown) =>
    JSON.parse((await weir('--data', data, 'call', method, JSON.stringify(input))).out)
  const settings = { folders: [repository] }
  const start = { connectorId: 'git', connectionId: null, settings, credentials: {} }
  let verification = await call('verifications.start', start)
  const verificationId = verification.id
  while (verification.status === 'verifying') verification = await call('verifications.get', { verificationId })
  const sources = verification.options.map((option: { externalId: string }) => option.externalId)
  await call('connections.create', { name: 'Mine', verificationId, sources, syncNow: false })
  child.kill('SIGINT')
  expect((await end).code).toBe(0)
}

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
  expect(readdirSync(join(data, 'logs'))).toEqual([])

  const period = ['metrics', 'dora', '--from', '2026-01-01', '--to', '2026-01-31', '--bucket', 'month']
  const json = await weir('--data', data, ...period, '--repository', 'repo', '--json')
  expect(JSON.parse(json.out)).toMatchObject({ deploymentFrequency: { deployments: 2 }, leadTime: { changes: 2 } })
  const table = await weir('--data', data, ...period)
  expect(table.out).toMatch(/^Deployments +2 +0$/m)

  const nobody = await weir('--data', data, ...period, '--repository', 'nobody')
  expect([nobody.code, nobody.err]).toEqual([1, 'There is no repository nobody. There are: repo. (rpc.not_found)\n'])
})
