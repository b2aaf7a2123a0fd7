import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDataFolder } from './cli/data-folder.ts'
import { followMoves } from './moved-folder.ts'
import { temporaryFolder } from './store/test-support.ts'

const point = (folder: string, target: string) =>
  writeFileSync(join(folder, 'moved.json'), JSON.stringify({ version: 1, folder: target }))

test('a folder that has moved, however often, leads to where the data is', () => {
  const [first, second, third] = [temporaryFolder(), temporaryFolder(), temporaryFolder()]
  point(first, second)
  point(second, third)
  writeFileSync(join(third, 'weir.db'), '')
  expect(followMoves(first)).toBe(third)
  expect(openDataFolder(first)).toBe(third)
  expect(followMoves(third)).toBe(third)
})

test('a place that is not there is one clear fault, and nothing is made in its stead', () => {
  const [folder, target] = [temporaryFolder(), temporaryFolder()]
  point(folder, target)
  const unplugged = expect.objectContaining({ code: 'store.readonly', hint: expect.stringContaining(target) })
  // The disk's folder is there, but not what was on the disk.
  expect(() => openDataFolder(folder)).toThrow(unplugged)
  rmSync(target, { recursive: true })
  expect(() => openDataFolder(folder)).toThrow(unplugged)
  mkdirSync(target)
})

test('a circle and a pointer that cannot be read are faults', () => {
  const [first, second] = [temporaryFolder(), temporaryFolder()]
  point(first, second)
  point(second, first)
  expect(() => followMoves(first)).toThrow(/circle/)
  writeFileSync(join(first, 'moved.json'), '{')
  expect(() => followMoves(first)).toThrow(/store.readonly/)
})
