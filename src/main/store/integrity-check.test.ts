import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connectDatabase } from './connect.ts'
import { checkIntegrity, findDamage } from './integrity-check.ts'
import { damageTable, freshDatabase, temporaryFolder } from './test-support.ts'

const upkeep = 'select integrity_checked_at as at, integrity_finding as finding from upkeep'

/** A copy whose table of log lines has rubbish in it. */
async function damagedCopy(): Promise<string> {
  const { db } = await freshDatabase()
  db.pragma('wal_checkpoint(truncate)')
  const copy = join(temporaryFolder(), 'weir.db')
  copyFileSync(db.name, copy)
  damageTable(copy, 'run_log')
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
