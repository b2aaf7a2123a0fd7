import { expect, test } from 'vitest'
import { folderOf, joined, resultPath, resultText } from './task-texts.ts'

test('paths are put together and taken apart by their own separator', () => {
  expect(joined('/srv/weir/backups', 'a.db')).toBe('/srv/weir/backups/a.db')
  expect(joined('C:\\Users\\me\\backups', 'a.db')).toBe('C:\\Users\\me\\backups\\a.db')
  expect(folderOf('/srv/weir/weir.db')).toBe('/srv/weir')
  expect(folderOf('\\\\server\\share\\weir.db')).toBe('\\\\server\\share')
  expect(folderOf('C:\\weir\\weir.db')).toBe('C:\\weir')
})

test('compacting says what it gave back, and when there was nothing', () => {
  expect(resultText({ kind: 'compact', bytesBefore: 2_000_000, bytesAfter: 500_000 })).toBe(
    'Compacted from 2 MB to 500 kB.',
  )
  expect(resultText({ kind: 'compact', bytesBefore: 500_000, bytesAfter: 500_000 })).toContain('as small as it can be')
})

test('a backup is found in the backups folder, an export where it was asked for', () => {
  const backup = { name: 'weir-1.db', at: 0, bytes: 1, schemaVersion: '0020', reason: 'manual' } as const
  expect(resultPath({ kind: 'backUp', backup }, '/data/backups')).toBe('/data/backups/weir-1.db')
  expect(resultPath({ kind: 'export', path: '/tmp/x.db', bytes: 1 }, '/data/backups')).toBe('/tmp/x.db')
  expect(resultPath({ kind: 'check', finding: null }, '/data/backups')).toBeNull()
})
