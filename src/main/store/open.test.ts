import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { type Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import { connectDatabase } from './connect.ts'
import { migrations } from './migrations/index.ts'
import { openStore } from './open.ts'
import { keepingLogger, pathsIn, temporaryFolder } from './test-support.ts'

const clock = { now: () => Date.UTC(2026, 0, 2, 3, 4, 5, 678) }
const allMigrations = Object.keys(migrations).sort()
const code = (expected: string) => expect.objectContaining({ code: expected })

function open(
  folder: string,
  more: Readonly<Record<string, { up(db: Kysely<unknown>): Promise<void> }>> = {},
  now = clock,
) {
  const { logger } = keepingLogger()
  return openStore({ paths: pathsIn(folder), clock: now, logger, migrations: { ...migrations, ...more } })
}

const addColumn = {
  up: async (db: Kysely<unknown>) => void (await sql`alter table jobs add column extra text`.execute(db)),
}
const halfway = {
  up: async (db: Kysely<unknown>) => {
    await sql`drop table connections`.execute(db)
    throw new Error('half way')
  },
}

test('a new store is made with its folders, and keeps what is written', async () => {
  const folder = join(temporaryFolder(), 'new', 'data')
  const store = await open(folder)
  await store.db.insertInto('people').values({ email: 'a@x', name: 'A', named_at: 1, bot: 0 }).execute()
  expect(await store.readonly.selectFrom('people').select('name').execute()).toEqual([{ name: 'A' }])
  await store.close()
  expect(existsSync(`${pathsIn(folder).database}-wal`)).toBe(false)
  const again = await open(folder)
  expect(await again.readonly.selectFrom('people').select('name').execute()).toEqual([{ name: 'A' }])
  await again.close()
  expect(readdirSync(pathsIn(folder).backups)).toEqual([])
})

test('a write of the main process leaves moving a long log into the database to the threads', async () => {
  const folder = temporaryFolder()
  const { database } = pathsIn(folder)
  const store = await open(folder)
  const thread = connectDatabase(database)
  const threshold = Number(thread.pragma('wal_autocheckpoint', { simple: true }))
  thread.pragma('wal_autocheckpoint = 0')
  thread.exec('create table filler (bytes blob)')
  const fill = thread.prepare('insert into filler values (zeroblob(4000))')
  thread.transaction(() => {
    for (let page = 0; page < threshold + 100; page++) fill.run()
  })()
  const sizeBefore = statSync(database).size
  await store.db.insertInto('people').values({ email: 'a@x', name: 'A', named_at: 1, bot: 0 }).execute()
  expect(statSync(database).size).toBe(sizeBefore)
  thread.pragma(`wal_autocheckpoint = ${threshold}`)
  fill.run()
  expect(statSync(database).size).toBeGreaterThan(sizeBefore + threshold * 4000)
  thread.close()
  await store.close()
})

test('the reading connection cannot write, and does not wait for a transaction on the other', async () => {
  const store = await open(temporaryFolder())
  await store.db.transaction().execute(async transaction => {
    await sql`insert into people (email, name, named_at) values ('a', 'A', 0)`.execute(transaction)
    const [seen] = await store.readonly
      .selectFrom('people')
      .select(eb => eb.fn.countAll().as('count'))
      .execute()
    expect(seen?.count).toBe(0)
  })
  await expect(sql`delete from people`.execute(store.readonly as never)).rejects.toThrow(/readonly/)
  await store.close()
})

test('closing twice does no harm', async () => {
  const store = await open(temporaryFolder())
  await store.close()
  await store.close()
})

test('what is no database is refused and left as it is', async () => {
  const folder = temporaryFolder()
  const { database } = pathsIn(folder)
  writeFileSync(database, 'These are not the bytes of a database. '.repeat(50))
  const before = readFileSync(database)
  await expect(open(folder)).rejects.toThrow(code('store.corrupt'))
  expect(readFileSync(database).equals(before)).toBe(true)
})

test('the database of another program is refused', async () => {
  const folder = temporaryFolder()
  const other = new BetterSqlite3(pathsIn(folder).database)
  other.exec('create table connections (id integer)')
  other.close()
  await expect(open(folder)).rejects.toThrow(code('store.corrupt'))
})

test('damaged pages are found after a close that was not in order', async () => {
  const folder = temporaryFolder()
  const { database } = pathsIn(folder)
  const store = await open(folder)
  await sql`with recursive n (i) as (values (1) union all select i + 1 from n where i < 5000)
    insert into people (email, name, named_at) select 'person' || i, 'name', 0 from n`.execute(store.db)
  await store.close()
  const bytes = readFileSync(database)
  bytes.fill(0xaa, bytes.length - 40_000, bytes.length - 20_000)
  writeFileSync(database, bytes)
  writeFileSync(`${database}-wal`, Buffer.alloc(32))
  await expect(open(folder)).rejects.toThrow(code('store.corrupt'))
})

test('a database of a newer version is refused and left as it is', async () => {
  const folder = temporaryFolder()
  await (await open(folder, { '9990-future': addColumn })).close()
  const before = readFileSync(pathsIn(folder).database)
  await expect(open(folder)).rejects.toThrow(code('store.too_new'))
  expect(readFileSync(pathsIn(folder).database).equals(before)).toBe(true)
})

test('an existing database is backed up before it is migrated', async () => {
  const folder = temporaryFolder()
  const store = await open(folder)
  await sql`insert into people (email, name, named_at) values ('a', 'kept', 0)`.execute(store.db)
  await store.close()
  await (await open(folder, { '9020-more': addColumn })).close()
  const { backups } = pathsIn(folder)
  expect(readdirSync(backups)).toEqual([`weir-20260102T030405678Z-${allMigrations.at(-1)}.db`])
  const backup = new BetterSqlite3(join(backups, readdirSync(backups)[0] ?? ''), { readonly: true })
  expect(backup.prepare('select name from people').pluck().all()).toEqual(['kept'])
  expect(backup.prepare('select name from kysely_migration').pluck().all()).toEqual(allMigrations)
  expect(backup.prepare(`select count(*) from pragma_table_info('jobs') where name = 'extra'`).pluck().get()).toBe(0)
  backup.close()
})

test('the newest five backups are kept', async () => {
  const folder = temporaryFolder()
  const steps: Record<string, { up(db: Kysely<unknown>): Promise<void> }> = {}
  await (await open(folder)).close()
  for (let step = 1; step <= 7; step++) {
    steps[`90${step + 1}0-step`] = { up: async () => undefined }
    await (await open(folder, steps, { now: () => clock.now() + step * 1000 })).close()
  }
  const names = readdirSync(pathsIn(folder).backups)
  expect(names).toHaveLength(5)
  expect(names.at(-1)).toContain('9070-step')
})

test('a migration that fails leaves the database as it was', async () => {
  const folder = temporaryFolder()
  const store = await open(folder)
  await sql`insert into people (email, name, named_at) values ('a', 'kept', 0)`.execute(store.db)
  await store.close()
  const failing = { '9020-fine': addColumn, '9030-halfway': halfway }
  await expect(open(folder, failing)).rejects.toThrow(code('internal.unexpected'))
  const db = new BetterSqlite3(pathsIn(folder).database)
  expect(db.prepare('select name from kysely_migration').pluck().all()).toEqual(allMigrations)
  expect(db.prepare(`select count(*) from pragma_table_info('jobs') where name = 'extra'`).pluck().get()).toBe(0)
  expect(db.prepare('select count(*) from connections').pluck().get()).toBe(0)
  expect(db.prepare('select name from people').pluck().all()).toEqual(['kept'])
  db.close()
})

test('a migration that orphans rows is undone', async () => {
  const folder = temporaryFolder()
  const store = await open(folder)
  await sql`insert into connections (connector_id, name, settings, created_at, updated_at) values ('x', 'x', '{}', 0, 0)`.execute(
    store.db,
  )
  await sql`insert into jobs (connection_id, state, updated_at) values (1, 'PENDING', 0)`.execute(store.db)
  await store.close()
  const orphaning = { up: async (db: Kysely<unknown>) => void (await sql`delete from connections`.execute(db)) }
  await expect(open(folder, { '9020-orphaning': orphaning })).rejects.toThrow(code('internal.unexpected'))
  const again = await open(folder)
  expect(await again.db.selectFrom('connections').select('id').execute()).toHaveLength(1)
  await again.close()
})

test.skipIf(process.getuid?.() !== 0)('a folder or file that may not be written to is a fault', async context => {
  const folder = temporaryFolder()
  const readable = join(folder, 'data')
  await (await open(readable)).close()
  chmodSync(folder, 0o755)
  if (openAsNobody(join(folder, 'other')) === null) return context.skip('another user cannot read the sources')
  expect(openAsNobody(readable)).toBe('store.readonly')
  for (const path of [readable, pathsIn(readable).backups]) chownSync(path, 65_534, 65_534)
  expect(openAsNobody(readable)).toBe('store.readonly')
  expect(openAsNobody(join(folder, 'other'))).toBe('store.readonly')
  chownSync(pathsIn(readable).database, 65_534, 65_534)
  expect(openAsNobody(readable)).toBe('opened')
})

test.skipIf(process.getuid?.() !== 0 || process.platform !== 'linux')('a full disk is a fault', async context => {
  const folder = temporaryFolder()
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0
  if (!mounted) return context.skip('no right to mount here')
  try {
    await expect(open(folder)).rejects.toThrow(code('store.full'))
    expect(existsSync(pathsIn(folder).database)).toBe(false)
  } finally {
    execFileSync('umount', [folder])
  }
})

test('a damaged database names the newest backup', async () => {
  const folder = temporaryFolder()
  await (await open(folder)).close()
  const { database, backups } = pathsIn(folder)
  mkdirSync(backups, { recursive: true })
  const older = join(backups, 'weir-20250102T030405678Z-0010-first.db')
  const newer = join(backups, 'weir-20260102T030405678Z-0010-first.db')
  copyFileSync(database, newer)
  copyFileSync(database, older)
  writeFileSync(database, 'damaged')
  await expect(open(folder)).rejects.toThrow(
    expect.objectContaining({ details: expect.objectContaining({ backup: newer }) }),
  )
})

test('a slow query is logged without its parameters', async () => {
  const { logger, lines } = keepingLogger()
  const store = await openStore({ paths: pathsIn(temporaryFolder()), clock, logger })
  await sql`with recursive n (i) as (values (1) union all select i + 1 from n where i < 3000000)
    select count(*) from n where i > ${'secret'}`.execute(store.db)
  await store.close()
  const slow = lines.filter(line => line.message === 'A slow query')
  expect(slow).toHaveLength(1)
  expect(JSON.stringify(slow)).toContain('with recursive')
  expect(JSON.stringify(slow)).not.toContain('secret')
})

/** Opens a store as a user without rights: `opened` or the fault's code; null when that user cannot even read the sources. */
function openAsNobody(folder: string): string | null {
  const module = new URL('./open.ts', import.meta.url)
  const script = `const { openStore } = await import(${JSON.stringify(module)})
    const none = () => {}
    const logger = { debug: none, info: none, warn: none, error: none }
    const paths = ${JSON.stringify(pathsIn(folder))}
    const answer = await openStore({ paths, clock: { now: () => 0 }, logger }).then(() => 'opened', error => error.code)
    process.stdout.write(String(answer), () => process.exit())`
  const options = { uid: 65_534, gid: 65_534, cwd: '/', encoding: 'utf8' } as const
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], options)
  return status === 0 && stdout !== '' && stdout !== 'undefined' ? stdout : null
}
