import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { lockDataFolder } from './folder-lock.ts'
import { temporaryFolder } from './test-support.ts'

const locked = expect.objectContaining({ code: 'store.locked' })

test('a folder is held until it is released', () => {
  const folder = temporaryFolder()
  const lock = lockDataFolder(folder)
  expect(() => lockDataFolder(folder)).toThrow(locked)
  lock.release()
  lock.release()
  lockDataFolder(folder).release()
})

test('another process is refused, also when nobody there keeps the lock, and one killed leaves nothing behind', async () => {
  const folder = temporaryFolder()
  const module = new URL('./folder-lock.ts', import.meta.url)
  const script = `import { lockDataFolder } from ${JSON.stringify(module)}
    lockDataFolder(${JSON.stringify(folder)})
    setImmediate(() => {
      globalThis.gc()
      console.log('held')
    })
    setInterval(() => {}, 1000)`
  const holder = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void holder.kill('SIGKILL'))
  const gone = once(holder, 'exit')
  await once(holder.stdout, 'data')
  expect(() => lockDataFolder(folder)).toThrow(locked)
  holder.kill('SIGKILL')
  await gone
  lockDataFolder(folder).release()
})

test('a folder that is not there is a fault, not a crash', () => {
  expect(() => lockDataFolder('/nowhere/at/all')).toThrow(/store\.readonly/)
})
