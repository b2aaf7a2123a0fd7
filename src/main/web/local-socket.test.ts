import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createClient } from '../../shared/contract/client.ts'
import { connectLocal } from './connect-local.ts'
import { claimLocalAddress, localAddress, thisMachine } from './local-address.ts'
import { openLocalSocket } from './local-socket.ts'
import { recordingLogger, testApplication, testFolder } from './test-support.ts'

async function opened(dataFolder: string, options: Partial<Parameters<typeof openLocalSocket>[0]> = {}) {
  const app = testApplication()
  const socket = await openLocalSocket({ app, dataFolder, logger: recordingLogger(), ...options })
  onTestFinished(() => socket.close())
  return { app, socket }
}

async function connected(dataFolder: string) {
  const transport = await connectLocal(dataFolder)
  onTestFinished(() => transport?.close())
  return transport
}

test('a program of the owner asks over the socket as local admin', async () => {
  const dataFolder = testFolder()
  await opened(dataFolder)
  const transport = await connected(dataFolder)
  expect(await transport?.request({ id: '1', method: 'app.info' })).toEqual({
    ok: true,
    data: { method: 'app.info', role: 'admin', local: true },
  })
})

test.skipIf(process.platform === 'win32')('the socket is the owner’s alone', async () => {
  const { socket } = await opened(testFolder())
  expect(statSync(socket.address).mode & 0o777).toBe(0o600)
})

test('pushes arrive parsed', async () => {
  const dataFolder = testFolder()
  const { app } = await opened(dataFolder)
  const transport = await connected(dataFolder)
  if (!transport) throw new Error('not connected')
  const arrived = new Promise(resolve => createClient(transport).on('data_changed', resolve))
  app.push({ event: 'data_changed', data: { tables: ['runs'] } })
  expect(await arrived).toEqual({ tables: ['runs'] })
})

test('nobody there is null, not a fault', async () => {
  expect(await connectLocal(testFolder())).toBeNull()
})

test('what is under way when the other side ends is answered with rpc.disconnected', async () => {
  const dataFolder = testFolder()
  const app = testApplication(() => new Promise(() => {}))
  const { socket } = await opened(dataFolder, { app })
  const transport = await connected(dataFolder)
  const answer = transport?.request({ id: '1', method: 'app.info' })
  await socket.close()
  expect(await answer).toMatchObject({ ok: false, fault: { code: 'rpc.disconnected' } })
  expect(transport?.state).toBe('closed')
})

test.skipIf(process.platform === 'win32')('the socket of a dead process is replaced', async () => {
  const dataFolder = testFolder()
  const script = `require('net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))`
  spawnSync(process.execPath, ['-e', script, join(dataFolder, 'weir.sock')])
  expect(statSync(join(dataFolder, 'weir.sock')).isSocket()).toBe(true)
  await opened(dataFolder)
  expect(await connected(dataFolder)).not.toBeNull()
})

test('the socket of a living process is left alone', async () => {
  const dataFolder = testFolder()
  const other = createServer().listen(localAddress(dataFolder, thisMachine()).path)
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  await expect(opened(dataFolder)).rejects.toMatchObject({ code: 'store.locked' })
  expect(other.listening).toBe(true)
})

test.skipIf(process.platform === 'win32')(
  'a folder too deep for a socket gets one in a private temporary folder',
  async () => {
    const dataFolder = join(testFolder(), 'deep'.repeat(40))
    mkdirSync(dataFolder)
    const { socket } = await opened(dataFolder)
    expect(socket.address.startsWith(dataFolder)).toBe(false)
    expect(statSync(dirname(socket.address)).mode & 0o777).toBe(0o700)
    expect(await connected(dataFolder)).not.toBeNull()
    await socket.close()
    expect(existsSync(dirname(socket.address))).toBe(false)
  },
)

test.skipIf(process.platform === 'win32')('a temporary folder that others could have made is not used', () => {
  const temporaryFolder = testFolder()
  const dataFolder = join(testFolder(), 'deep'.repeat(40))
  mkdirSync(dataFolder)
  const machine = { ...thisMachine(), temporaryFolder }
  const { fallbackFolder } = localAddress(dataFolder, machine)
  const claim = () => claimLocalAddress(dataFolder, machine)

  mkdirSync(fallbackFolder ?? '', { mode: 0o700 })
  expect(claim().path).toContain(temporaryFolder)
  chmodSync(fallbackFolder ?? '', 0o755)
  expect(claim).toThrow('store.locked')
})

test.skipIf(process.platform === 'win32')('a temporary folder of another user or a link is not used', () => {
  const temporaryFolder = testFolder()
  const dataFolder = join(testFolder(), 'deep'.repeat(40))
  mkdirSync(dataFolder)
  const machine = { ...thisMachine(), temporaryFolder, userId: thisMachine().userId + 1 }
  mkdirSync(localAddress(dataFolder, machine).fallbackFolder ?? '', { mode: 0o700 })
  expect(() => claimLocalAddress(dataFolder, machine)).toThrow('store.locked')

  const own = { ...thisMachine(), temporaryFolder }
  symlinkSync(testFolder(), localAddress(dataFolder, own).fallbackFolder ?? '')
  expect(() => claimLocalAddress(dataFolder, own)).toThrow('store.locked')
})

test('each platform has its own kind of address', () => {
  const machine = { temporaryFolder: '/tmp', userId: 7 }
  expect(localAddress('/home/x/Weir', { ...machine, platform: 'linux' }).path).toBe('/home/x/Weir/weir.sock')
  expect(localAddress('C:\\Weir', { ...machine, platform: 'win32' }).path).toMatch(/^\\\\\.\\pipe\\weir-[0-9a-f]{16}$/)
  const length95 = `/${'x'.repeat(94)}`
  expect(localAddress(length95, { ...machine, platform: 'linux' }).fallbackFolder).toBeNull()
  expect(localAddress(length95, { ...machine, platform: 'darwin' }).fallbackFolder).toMatch(
    /^\/tmp\/weir-7-[0-9a-f]{16}$/,
  )
})

test('a file in the socket’s place is no living process', async () => {
  const dataFolder = testFolder()
  writeFileSync(join(dataFolder, 'weir.sock'), '')
  expect(await connectLocal(dataFolder)).toBeNull()
})
