import { closeSync, copyFileSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connectDatabase } from './connect.ts'
import { checkIntegrity, findDamage } from './integrity-check.ts'
import { freshDatabase, temporaryFolder } from './test-support.ts'

const upkeep = 'select integrity_checked_at as at, integrity_finding as finding from upkeep'

/** A copy whose table of log lines has a page of rubbish in it. */
async function damagedCopy(): Promise<string> {
  const { db } = await freshDatabase()
  const insert = db.prepare("insert into run_log (run_id, at, level, message) values (1, 0, 'info', ?)")
  for (let line = 0; line < 200; line++) insert.run('x'.repeat(500))
  db.pragma('wal_checkpoint(truncate)')
  const page = db.prepare("select rootpage from sqlite_schema where name = 'run_log'").pluck().get()
  const pageSize = db.pragma('page_size', { simple: true })
  const copy = join(temporaryFolder(), 'weir.db')
  copyFileSync(db.name, copy)
  const file = openSync(copy, 'r+')
  writeSync(file, Buffer.alloc(256, 0xa5), 0, 256, (Number(page) - 1) * Number(pageSize))
  closeSync(file)
  return copy
}

test('a sound database is written down as sound, and an old finding goes', async () => {
  const { db } = await freshDatabase()
  db.exec("update upkeep set integrity_checked_at = 1, integrity_finding = 'old'")
  expect(checkIntegrity(db, 42)).toEqual({ at: 42, finding: null, unrecorded: null })
  expect(db.prepare(upkeep).get()).toEqual({ at: 42, finding: null })
})

test('damage is found and written down in SQLite’s words', async () => {
  const db = connectDatabase(await damagedCopy())
  onTestFinished(() => void db.close())
  const { finding, unrecorded } = checkIntegrity(db, 42)
  expect(finding).not.toBeNull()
  expect(unrecorded).toBeNull()
  expect(db.prepare(upkeep).get()).toEqual({ at: 42, finding })
})

test('a result that cannot be written down is told all the same', async () => {
  const db = connectDatabase(await damagedCopy(), { readonly: true })
  onTestFinished(() => void db.close())
  const { finding, unrecorded } = checkIntegrity(db, 42)
  expect(finding).not.toBeNull()
  expect(unrecorded).toContain('readonly')
})

test('a database that is not there is an error, not damage', () => {
  expect(() => findDamage(join(temporaryFolder(), 'none.db'))).toThrow(/unable to open|does not exist/)
})
