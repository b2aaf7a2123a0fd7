import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createTestFolder } from '../../../test/support/git-repository.ts'
import type { RunningCommand } from '../connectors/sdk/connector.ts'
import { createCommandRunner } from './command-runner.ts'

const node = process.execPath
const script = (source: string) => ['-e', source]
const fresh = () => createCommandRunner({ signal: new AbortController().signal })

async function output(command: RunningCommand): Promise<string> {
  return Buffer.concat(await Array.fromAsync(command.stdout)).toString()
}

test('hands out everything a program prints, and how it ended', async () => {
  const command = fresh().run(
    node,
    script('process.stdout.write("x".repeat(300000)); console.error("why"); process.exitCode = 3'),
  )
  expect((await output(command)).length).toBe(300_000)
  expect(await command.exit).toEqual({ code: 3, signal: null, stderr: 'why\n' })
})

test('keeps what a program printed before anybody read', async () => {
  const command = fresh().run(node, script('console.log("early")'))
  const other = fresh().run(node, script(''))
  await output(other)
  await other.exit
  expect(await output(command)).toBe('early\n')
})

test('keeps only the end of standard error', async () => {
  const command = fresh().run(node, script('process.stderr.write("x".repeat(10000) + "end")'))
  await output(command)
  const { stderr } = await command.exit
  expect(stderr.length).toBe(4096)
  expect(stderr.endsWith('end')).toBe(true)
})

test('feeds standard input in order, with back-pressure, then ends it', async () => {
  let given = 0
  function* input() {
    for (; given < 200; given++) yield Buffer.alloc(10_000, given)
  }
  const command = fresh().run(node, script('process.stdin.pipe(process.stdout)'), { input: input() })
  let read = 0
  for await (const chunk of command.stdout) {
    read += chunk.length
    if (read < 100_000) expect(given).toBeLessThan(200)
  }
  expect(read).toBe(2_000_000)
})

test('a program that does not read its input ends as it likes', async () => {
  const command = fresh().run(node, script('process.exit(7)'), { input: ['x'.repeat(5_000_000)] })
  await output(command)
  expect(await command.exit).toMatchObject({ code: 7 })
})

test('input that fails ends the program and is what reading rejects with', async () => {
  async function* input() {
    yield 'x'
    throw new Error('the source broke')
  }
  const command = fresh().run(node, script('process.stdin.resume(); setInterval(() => {}, 1000)'), { input: input() })
  await expect(output(command)).rejects.toThrow('the source broke')
  await expect(command.exit).rejects.toThrow('the source broke')
})

test('gives a program nothing of its own environment but the basics', async () => {
  vi.stubEnv('WEIR_TEST_SECRET', 'secret')
  const command = fresh().run(node, script('console.log(JSON.stringify(process.env))'), { env: { GIVEN: '1' } })
  const environment = await output(command)
  vi.unstubAllEnvs()
  expect(environment).not.toContain('secret')
  expect(JSON.parse(environment)).toMatchObject({ GIVEN: '1', LANG: 'C.UTF-8' })
})

test('the proxy for http is that for https, too, unless there is one', async () => {
  onTestFinished(() => void vi.unstubAllEnvs())
  for (const name of ['HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY']) vi.stubEnv(name, undefined)
  vi.stubEnv('http_proxy', 'http://proxy.test:1')
  const told = () => output(fresh().run(node, script('process.stdout.write(process.env.https_proxy ?? "none")')))
  expect(await told()).toBe('http://proxy.test:1')
  vi.stubEnv('HTTPS_PROXY', 'http://other.test:2')
  expect(await told()).toBe('none')
})

test('a program that is not there is tool.missing, for whoever reads and for whoever waits', async () => {
  const command = fresh().run('weir-no-such-program', [])
  await expect(output(command)).rejects.toMatchObject({
    code: 'tool.missing',
    details: { program: 'weir-no-such-program' },
  })
  await expect(command.exit).rejects.toMatchObject({ code: 'tool.missing' })
})

test('a folder that is not there, or is a file, is source.unreadable', async () => {
  const folder = createTestFolder()
  for (const cwd of [join(folder.path, 'missing'), import.meta.filename]) {
    const command = fresh().run(node, [], { cwd })
    await expect(output(command)).rejects.toMatchObject({ code: 'source.unreadable', details: { path: cwd } })
  }
  folder.remove()
})

const stubborn = `
  process.on('SIGTERM', () => {})
  require('node:child_process').spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)'], { stdio: 'inherit' })
  console.log('ready')
  setInterval(() => {}, 1000)
`

test('an abort ends a program that ignores SIGTERM, and its children', async () => {
  const controller = new AbortController()
  const children: [number, boolean][] = []
  const gone = Promise.withResolvers<void>()
  const runner = createCommandRunner({
    signal: controller.signal,
    onChild: (pid, alive) => {
      children.push([pid, alive])
      if (!alive) gone.resolve()
    },
  })
  const command = runner.run(node, script(stubborn))
  const reading = (async () => {
    for await (const _ of command.stdout) controller.abort()
  })()
  await expect(reading).rejects.toMatchObject({ code: 'run.stopped' })
  await expect(command.exit).rejects.toMatchObject({ code: 'run.stopped' })
  await gone.promise
  const pid = children[0]?.[0] ?? 0
  expect(children).toEqual([
    [pid, true],
    [pid, false],
  ])
  // The whole group is gone: nobody is left to signal.
  await expect.poll(() => isAlive(-pid)).toBe(false)
})

test('after an abort nothing is started any more', async () => {
  const controller = new AbortController()
  controller.abort()
  let requests = 0
  const runner = createCommandRunner({ signal: controller.signal, onRequest: () => requests++ })
  const command = runner.run(node, [])
  await expect(output(command)).rejects.toMatchObject({ code: 'run.stopped' })
  await expect(command.exit).rejects.toMatchObject({ code: 'run.stopped' })
  expect(requests).toBe(0)
})

test('who stops reading ends the program', async () => {
  const command = fresh().run(node, script('setInterval(() => console.log("more"), 1)'))
  for await (const _ of command.stdout) break
  expect(await command.exit).toMatchObject({ code: null, signal: 'SIGTERM' })
})

test('counts programs and bytes', async () => {
  let requests = 0
  let bytes = 0
  const runner = createCommandRunner({
    signal: new AbortController().signal,
    onRequest: () => requests++,
    onBytes: more => {
      bytes += more
    },
  })
  await output(runner.run(node, script('process.stdout.write("12345")')))
  expect({ requests, bytes }).toEqual({ requests: 1, bytes: 5 })
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
