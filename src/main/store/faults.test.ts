import { expect, test } from 'vitest'
import { storeFault } from './faults.ts'

const withCode = (code: string) => Object.assign(new Error('secret text'), { code })

test.each([
  ['SQLITE_CORRUPT_VTAB', 'store.corrupt'],
  ['SQLITE_NOTADB', 'store.corrupt'],
  ['SQLITE_IOERR_READ', 'store.corrupt'],
  ['SQLITE_IOERR_SHMSIZE', 'store.full'],
  ['SQLITE_FULL', 'store.full'],
  ['ENOSPC', 'store.full'],
  ['SQLITE_READONLY_DBMOVED', 'store.readonly'],
  ['SQLITE_CANTOPEN', 'store.readonly'],
  ['EACCES', 'store.readonly'],
  ['EROFS', 'store.readonly'],
  ['SQLITE_BUSY_SNAPSHOT', 'store.locked'],
  ['SQLITE_LOCKED', 'store.locked'],
])('%s is %s, with a hint and without the error’s own text', (code, expected) => {
  const fault = storeFault(withCode(code))?.toFault()
  expect(fault).toMatchObject({ code: expected, details: { code } })
  expect(JSON.stringify(fault)).not.toContain('secret')
})

test('other errors are no store faults', () => {
  expect(storeFault(withCode('SQLITE_CONSTRAINT_UNIQUE'))).toBeNull()
  expect(storeFault(withCode('ENOENT'))).toBeNull()
  expect(storeFault(new Error('SQLITE_FULL'))).toBeNull()
  expect(storeFault(null)).toBeNull()
})
