import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { pathsIn } from '../data-paths.ts'
import { connectDatabase } from '../store/connect.ts'
import { openStore } from '../store/open.ts'
import { keepingLogger, temporaryFolder } from '../store/test-support.ts'
import { clearUp } from './leftovers.ts'

const clock = { now: () => 0 }

async function database(folder: string, person: string): Promise<void> {
  const paths = pathsIn(folder)
  const store = await openStore({ paths, clock, logger: keepingLogger().logger })
  await store.db.insertInto('people').values({ email: person, name: person, named_at: 0, bot: 0 }).execute()
  await store.close()
}

/** A data folder with an old database and a new one that waits to take its place. */
async function prepared() {
  const folder = temporaryFolder()
  const paths = pathsIn(folder)
  await database(folder, 'new')
  const incoming = join(folder, 'restore.draft')
  renameSync(paths.database, incoming)
  await database(folder, 'old')
  return { paths, incoming, keepAs: join(paths.backups, 'weir-20260101T000000000Z-0010-first.restore.db') }
}

function people(path: string): unknown[] {
  const db = new BetterSqlite3(path, { readonly: true })
  try {
    return db.prepare('select name from people').pluck().all()
  } finally {
    db.close()
  }
}

/** Swaps in a process of its own that is killed at a step; 0 is before the first. */
function killedAt(step: number, input: unknown): void {
  const script = `const { swapDatabase } = await import(${JSON.stringify(new URL('./swap.ts', import.meta.url))})
    const { paths, incoming, keepAs } = ${JSON.stringify(input)}
    const die = step => { if (step === ${step}) process.kill(process.pid, 'SIGKILL') }
    die(0)
    swapDatabase(paths, { incoming, keepAs }, die)`
  const { signal } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' })
  expect(signal).toBe('SIGKILL')
}

test.each([0, 1, 2, 3, 4, 5])(
  'killed at step %i, the next start finds the old or the new database, whole',
  async step => {
    const swap = await prepared()
    const { paths, incoming, keepAs } = swap
    killedAt(step, swap)
    await clearUp(paths)
    const expected = step === 0 ? 'old' : 'new'
    expect(people(paths.database)).toEqual([expected])
    expect(existsSync(keepAs)).toBe(step > 0)
    if (step > 0) expect(people(keepAs)).toEqual(['old'])
    expect(existsSync(incoming)).toBe(false)
    expect(readdirSync(paths.data).filter(name => /swap|part/.test(name))).toEqual([])
    const store = await openStore({ paths, clock, logger: keepingLogger().logger })
    await store.close()
  },
)

test('the log of a database that was not closed in order goes with it, there and back', async () => {
  const { paths, incoming, keepAs } = await prepared()
  const { swapDatabase } = await import('./swap.ts')
  const unclosed = connectDatabase(paths.database)
  unclosed.exec(`insert into people (email, name, named_at) values ('late', 'late', 0)`)
  const copy = join(temporaryFolder(), 'copy')
  mkdirSync(copy)
  for (const end of ['', '-wal']) renameSync(paths.database + end, join(copy, `weir.db${end}`))
  unclosed.close()
  for (const end of ['', '-wal']) renameSync(join(copy, `weir.db${end}`), paths.database + end)
  swapDatabase(paths, { incoming, keepAs })
  expect(existsSync(`${paths.database}-wal`)).toBe(false)
  expect(people(paths.database)).toEqual(['new'])
  swapDatabase(paths, { incoming: keepAs, keepAs: null })
  const db = connectDatabase(paths.database)
  expect(db.prepare('select name from people order by name').pluck().all()).toEqual(['late', 'old'])
  db.close()
})
