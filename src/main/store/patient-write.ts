import { setTimeout as delay } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { storeFault } from './faults.ts'
import type { Database } from './schema.ts'

/**
 * Runs `work` in one write transaction. While another thread holds the database it waits without blocking this thread: SQLite's
 * own waiting would freeze the main process, and with it the timer that ends a hung job's thread, which may be the very one
 * that holds the database.
 * @throws WeirError `store.locked` when it is still held after `patienceMs`, the other `store.*` faults as they arise.
 */
export const writePatiently = <T>(
  db: Kysely<Database>,
  work: (db: Kysely<Database>) => Promise<T>,
  patienceMs = 10_000,
): Promise<T> => write(db, work, { patienceMs, durably: false })

/** As `writePatiently`, and through to the disk: what is written outlasts a power cut, not only the end of the process. */
export const writeDurably = <T>(db: Kysely<Database>, work: (db: Kysely<Database>) => Promise<T>): Promise<T> =>
  write(db, work, { patienceMs: 10_000, durably: true })

async function write<T>(
  db: Kysely<Database>,
  work: (db: Kysely<Database>) => Promise<T>,
  { patienceMs, durably }: { readonly patienceMs: number; readonly durably: boolean },
): Promise<T> {
  const giveUpAt = performance.now() + patienceMs
  for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, 16)) {
    const attempt = await db.connection().execute(async connection => {
      const attempt = async () => {
        if (!(await begin(connection))) return null
        try {
          const value = await work(connection)
          await sql`commit`.execute(connection)
          return { value }
        } catch (error) {
          await rollBack(connection)
          throw storeFault(error) ?? error
        }
      }
      return durably ? throughToDisk(connection, attempt) : attempt()
    })
    if (attempt) return attempt.value
    if (performance.now() > giveUpAt) {
      throw new WeirError('store.locked', { hint: 'The database is busy. Try again in a moment.' })
    }
    await delay(pauseMs)
  }
}

/** Runs a transaction that is on the disk when it has ended; otherwise a power cut may undo the last ones. */
async function throughToDisk<T>(connection: Kysely<Database>, transaction: () => Promise<T>): Promise<T> {
  const before = await sql<{ synchronous: number }>`pragma synchronous`.execute(connection)
  await sql`pragma synchronous = full`.execute(connection)
  try {
    return await transaction()
  } finally {
    await sql.raw(`pragma synchronous = ${before.rows[0]?.synchronous ?? 1}`).execute(connection)
  }
}

/** Whether a write transaction could be begun at once. */
async function begin(connection: Kysely<Database>): Promise<boolean> {
  const before = await sql<{ timeout: number }>`pragma busy_timeout`.execute(connection)
  await sql`pragma busy_timeout = 0`.execute(connection)
  try {
    await sql`begin immediate`.execute(connection)
    return true
  } catch (error) {
    if (isBusy(error)) return false
    throw storeFault(error) ?? error
  } finally {
    await sql.raw(`pragma busy_timeout = ${before.rows[0]?.timeout ?? 0}`).execute(connection)
  }
}

/** SQLite has already rolled back by itself after some errors (a full disk is one): then there is nothing left to do. */
async function rollBack(connection: Kysely<Database>): Promise<void> {
  try {
    await sql`rollback`.execute(connection)
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('no transaction is active'))) throw error
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('SQLITE_BUSY')
