import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectDatabase } from './connect.ts'
import { kyselyOver } from './dialect.ts'
import { writeDurably, writePatiently } from './patient-write.ts'
import type { Database } from './schema.ts'

let folder: string
const open = () => connectDatabase(join(folder, 'weir.db'))
const ignore = () => {}
const openKysely = () => kyselyOver<Database>(open(), { debug: ignore, info: ignore, warn: ignore, error: ignore })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-patience-'))
  const db = open()
  db.exec('create table notes (text text not null) strict')
  db.close()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a write waits for another connection’s transaction without blocking the thread', async () => {
  const other = open()
  other.exec(`begin immediate; insert into notes values ('first')`)
  const db = openKysely()
  const writing = writePatiently(db, write => sql`insert into notes values ('second')`.execute(write))
  // Only a thread that is not blocked comes to this line while the lock is held.
  await new Promise(resolve => setImmediate(resolve))
  other.exec('commit')
  await writing
  expect(other.prepare('select text from notes order by rowid').pluck().all()).toEqual(['first', 'second'])
  other.close()
  await db.destroy()
})

test('patience ends with store.locked, and the connection is as it was', async () => {
  const other = open()
  other.exec('begin immediate')
  const db = openKysely()
  const before = await sql`pragma busy_timeout`.execute(db)
  await expect(writePatiently(db, async () => 'never', 5)).rejects.toMatchObject({ code: 'store.locked' })
  expect((await sql`pragma busy_timeout`.execute(db)).rows).toEqual(before.rows)
  other.close()
  await db.destroy()
})

test('work that throws leaves nothing behind', async () => {
  const db = openKysely()
  const work = writePatiently(db, async write => {
    await sql`insert into notes values ('half')`.execute(write)
    throw new Error('broke')
  })
  await expect(work).rejects.toThrow('broke')
  expect((await sql`select * from notes`.execute(db)).rows).toEqual([])
  await db.destroy()
})

test('a full database is store.full, nothing of the work stays, and the next write works', async () => {
  const db = openKysely()
  const pages = await sql<{ page_count: number }>`pragma page_count`.execute(db)
  await sql.raw(`pragma max_page_count = ${pages.rows[0]?.page_count}`).execute(db)
  const work = writePatiently(db, async write => {
    await sql`insert into notes values ('small')`.execute(write)
    await sql`insert into notes values (hex(zeroblob(100000)))`.execute(write)
  })
  await expect(work).rejects.toMatchObject({ code: 'store.full' })
  await sql`pragma max_page_count = 1000`.execute(db)
  await writePatiently(db, write => sql`insert into notes values ('after')`.execute(write))
  expect((await sql`select * from notes`.execute(db)).rows).toEqual([{ text: 'after' }])
  await db.destroy()
})

test('a durable write goes through to the disk, those beside and after it do not wait for that', async () => {
  const db = openKysely()
  const seen: (readonly [string, number | undefined])[] = []
  const note = (what: string) => async (write: typeof db) => {
    const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(write)
    seen.push([what, rows[0]?.synchronous])
    if (what === 'broken') throw new Error('broke')
  }
  const broken = writeDurably(db, note('broken')).catch((error: Error) => error.message)
  await Promise.all([writeDurably(db, note('durable')), writePatiently(db, note('patient')), broken])
  await writePatiently(db, note('after'))
  const [normal, full] = [1, 2]
  expect(Object.fromEntries(seen)).toEqual({ broken: full, durable: full, patient: normal, after: normal })
  await db.destroy()
})
