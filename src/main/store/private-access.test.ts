import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makePrivate, makePrivateFile, makePrivateFolder } from './private-access.ts'
import { temporaryFolder } from './test-support.ts'

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
