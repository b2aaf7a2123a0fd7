import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { offerLocalSocket } from '../offer-local-socket.ts'
import type { Lifetime } from '../ports.ts'
import { lockDataFolder } from '../store/folder-lock.ts'
import { connectLocal } from '../web/connect-local.ts'
import { openHeadlessApplication } from './headless-application.ts'
import { openWeir } from './open-weir.ts'
import { folder } from './test-support.ts'

const entry = pathToFileURL(join(import.meta.dirname, '../headless.ts')).href
const options = (dataFolder: string, lifetime: Lifetime) =>
  ({ dataFolder, entry, version: '0', lifetime, passphrase: null, passphraseVault: false }) as const

test('a Weir that only answers one request cannot be reached by others, who would be cut off', async () => {
  const data = folder()
  for (const [lifetime, reachable] of [
    ['one-shot', false],
    ['foreground', true],
  ] as const) {
    const weir = await openHeadlessApplication(options(data, lifetime))
    const transport = await connectLocal(data)
    expect([lifetime, transport !== null]).toEqual([lifetime, reachable])
    transport?.close()
    await weir.close()
  }
})

test('one that is ending takes no more requests: the next one waits until it has ended, and opens the folder itself', async () => {
  const data = folder()
  const ending = await openHeadlessApplication(options(data, 'one-shot'))
  const logger = openLog(join(data, 'test.log'))
  const closeSocket = await offerLocalSocket(ending.app, data, logger)
  await ending.app.close()
  const weir = await openWeir(options(data, 'one-shot'))
  expect(weir.kind).toBe('opened')
  await weir.close()
  await closeSocket()
  await ending.close()
  logger.close()
})

test('while the folder is held and nobody answers, the command waits, and says so only when that goes on', async () => {
  const data = folder()
  const lock = lockDataFolder(data)
  const tried: number[] = []
  const waitMs = (attempt: number) => {
    tried.push(attempt)
    if (attempt === 2) lock.release()
    return 1
  }
  const weir = await openWeir(options(data, 'one-shot'), { tries: 9, waitMs })
  expect([weir.kind, tried]).toEqual(['opened', [1, 2]])
  await weir.close()

  const held = lockDataFolder(data)
  await expect(openWeir(options(data, 'one-shot'), { tries: 2, waitMs: () => 1 })).rejects.toMatchObject({
    code: 'store.locked',
  })
  held.release()
})
