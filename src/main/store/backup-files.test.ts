import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { BackupReason } from '../../shared/model/database.ts'
import { backupName, listBackups, newestBackup, removeOldBackups } from './backup-files.ts'
import { temporaryFolder } from './test-support.ts'

function made(folder: string, at: number, reason: BackupReason): string {
  const name = backupName(at, '0020-cycles', reason)
  writeFileSync(join(folder, name), 'x')
  return name
}

test('a backup’s name tells when, of which schema and why', () => {
  const folder = temporaryFolder()
  const at = Date.UTC(2026, 10, 21, 6, 7, 8, 9)
  const name = made(folder, at, 'weekly')
  expect(name).toBe('weir-20261121T060708009Z-0020-cycles.weekly.db')
  expect(made(folder, at - 1, 'migration')).toBe('weir-20261121T060708008Z-0020-cycles.db')
  writeFileSync(join(folder, 'weir-20261121T060708009Z-0020-cycles.strange.db'), '')
  writeFileSync(join(folder, `${name}.part`), '')
  mkdirSync(join(folder, backupName(at, '0020-cycles', 'manual')))
  expect(listBackups(folder)).toEqual([
    { name, at, bytes: 1, schemaVersion: '0020-cycles', reason: 'weekly' },
    expect.objectContaining({ at: at - 1, reason: 'migration' }),
  ])
  expect(newestBackup(folder)).toBe(join(folder, name))
  expect(listBackups(join(folder, 'none'))).toEqual([])
})

test('a burst of manual backups leaves the newest of every other reason', () => {
  const folder = temporaryFolder()
  const others = (['migration', 'weekly', 'restore'] as const).map((reason, i) => made(folder, i, reason))
  let last = ''
  for (let i = 10; i < 20; i++) {
    last = made(folder, i, 'manual')
    removeOldBackups(folder, last)
  }
  const before = backupName(18, '0020-cycles', 'manual')
  expect(readdirSync(folder).sort()).toEqual([...others, before, last].sort())
})

test('without other reasons the newest five of one stay', () => {
  const folder = temporaryFolder()
  const names = Array.from({ length: 8 }, (_, i) => made(folder, i, 'weekly'))
  removeOldBackups(folder, names[7] ?? '')
  expect(readdirSync(folder).sort()).toEqual(names.slice(3))
})

test('the backup just made stays though the clock was set back, and a removed one takes its log along', () => {
  const folder = temporaryFolder()
  const newer = Array.from({ length: 5 }, (_, i) => made(folder, 100 + i, 'manual'))
  const oldest = newer[0] ?? ''
  writeFileSync(join(folder, `${oldest}-wal`), '')
  const now = made(folder, 1, 'manual')
  removeOldBackups(folder, now)
  expect(readdirSync(folder).sort()).toEqual([now, ...newer.slice(1)].sort())
})
