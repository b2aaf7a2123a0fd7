import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { ended, folder, served, start, weir } from './test-support.ts'

// Each test starts programs, up to a dozen one after the other.
vi.setConfig({ testTimeout: 180_000 })

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

test('jobs are shown, and named or all together but never both or neither', async () => {
  const data = folder()
  expect(await weir('--data', data, 'jobs')).toMatchObject({ code: 0, out: 'There are no connections yet.\n', err: '' })
  expect(JSON.parse((await weir('--data', data, 'jobs', '--json')).out)).toEqual([])
  const usage = { code: 2, err: 'error: give a connection, or --all\n' }
  expect(await weir('pause')).toMatchObject(usage)
  expect(await weir('resume', 'Acme', '--all')).toMatchObject(usage)
  expect(await weir('--data', data, 'run', '--all')).toMatchObject({
    code: 1,
    err: expect.stringContaining('Start Weir'),
  })
})
