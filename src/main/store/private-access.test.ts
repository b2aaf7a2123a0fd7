import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockDataFolder } from './folder-lock.ts'
import { migrations } from './migrations/index.ts'
import { openStore } from './open.ts'
import { makePrivate, makePrivateFile, makePrivateFolder } from './private-access.ts'
import { keepingLogger, pathsIn, temporaryFolder } from './test-support.ts'

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

test.skipIf(process.platform === 'win32')('what is made is its owner’s alone', () => {
  const folder = join(temporaryFolder(), 'above', 'folder')
  makePrivateFolder(folder)
  makePrivateFile(join(folder, 'file'))
  expect([join(folder, '..'), folder, join(folder, 'file')].map(modeOf)).toEqual(['700', '700', '600'])
})

test.skipIf(process.platform === 'win32')('what is there loses other users’ access and nothing else', () => {
  const folder = temporaryFolder()
  const file = join(folder, 'file')
  writeFileSync(file, 'content')
  chmodSync(file, 0o644)
  mkdirSync(join(folder, 'open'))
  chmodSync(join(folder, 'open'), 0o755)
  makePrivateFile(file)
  makePrivateFolder(join(folder, 'open'))
  expect([file, join(folder, 'open')].map(modeOf)).toEqual(['600', '700'])
  expect(readFileSync(file, 'utf8')).toBe('content')
})

test('what is not there stays so', () => {
  const file = join(temporaryFolder(), 'file')
  makePrivate(file)
  expect(existsSync(file)).toBe(false)
})

test.skipIf(process.platform === 'win32')('everything in the data folder is its owner’s alone', async () => {
  const folder = temporaryFolder()
  const { backups } = pathsIn(folder)
  const options = { paths: pathsIn(folder), clock: { now: () => 0 }, logger: keepingLogger().logger }
  await (await openStore(options)).close()
  chmodSync(pathsIn(folder).database, 0o644)
  chmodSync(backups, 0o755)
  const lock = lockDataFolder(folder)
  const store = await openStore({ ...options, migrations: { ...migrations, '9990-add': { up: async () => {} } } })
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  expect(names).toEqual(expect.arrayContaining(['weir.db', 'weir.db-wal', 'weir.db-shm', 'weir.lock', 'backups']))
  expect(names.some(name => /^backups.weir-.*db$/.test(name))).toBe(true)
  expect(names.filter(name => (statSync(join(folder, name)).mode & 0o077) !== 0)).toEqual([])
  await store.close()
  lock.release()
})
