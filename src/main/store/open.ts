import { join } from 'node:path'
import type { Database as Connection } from 'better-sqlite3'
import type { Kysely } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { Clock, Logger, Paths } from '../ports.ts'
import { backUp } from './backup.ts'
import { connectDatabase } from './connect.ts'
import { kyselyOver } from './dialect.ts'
import { createDiskReserve, type DiskReserve } from './disk-reserve.ts'
import { storeFault } from './faults.ts'
import { prepareFolder } from './folder.ts'
import { checkContent, checkHeader, corrupt, fileSize } from './integrity.ts'
import { type Migrations, migrate, migrationState } from './migrate.ts'
import { migrations as allMigrations } from './migrations/index.ts'
import { makePrivateFile } from './private-access.ts'
import type { Database } from './schema.ts'

/** The reserve's name in the data folder. */
export const reserveEntry = 'weir.reserve'

export interface Store {
  /** The main process's writing connection. Transactions on it must be short: everything else on it waits. */
  readonly db: Kysely<Database>
  /** A connection of its own for reading, which no transaction on `db` holds up. */
  readonly readonly: ReadonlyKysely<Database>
  readonly reserve: DiskReserve
  close(): Promise<void>
}

export interface OpenStoreOptions {
  readonly paths: Paths
  readonly clock: Clock
  readonly logger: Logger
  /** Weir's own, unless a test says otherwise. */
  readonly migrations?: Migrations
}

/**
 * Opens the database, makes it when there is none, and brings its schema up to date after a backup. The caller holds the
 * folder's lock.
 * @throws WeirError `store.readonly`, `store.full`, `store.corrupt`, `store.too_new` or `store.locked`; nothing stays open
 * then, and the database is as it was.
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const { paths } = options
  prepareFolder(paths)
  const closedInOrder = fileSize(`${paths.database}-wal`) === 0
  let writer: Connection | undefined
  try {
    if (fileSize(paths.database) > 0) checkHeader(paths)
    // SQLite gives its log and the log's index the same mode.
    makePrivateFile(paths.database)
    writer = connectDatabase(paths.database, { prompt: true })
    // SQLite opens a file it may not write to without a word: only a write tells.
    writer.exec('begin immediate; create table probe (id integer); rollback')
    await bringUpToDate(writer, options, closedInOrder)
    return storeOver(writer, connectDatabase(paths.database, { readonly: true }), options)
  } catch (error) {
    writer?.close()
    throw asStoreFault(error, paths)
  }
}

async function bringUpToDate(writer: Connection, options: OpenStoreOptions, closedInOrder: boolean): Promise<void> {
  const { paths, clock, logger, migrations = allMigrations } = options
  const { applied, pending } = migrationState(writer, migrations)
  if (tableCount(writer) !== 0) checkContent(writer, paths, closedInOrder)
  if (pending.length === 0) return
  const version = applied.at(-1)
  if (version !== undefined) {
    const backup = await backUp(writer, {
      folder: paths.backups,
      schemaVersion: version,
      reason: 'migration',
      at: clock.now(),
    })
    logger.info('Backed up the database before changing its schema', { backup })
  }
  await migrate(writer, migrations, logger)
}

const tableCount = (db: Connection) => db.prepare('select count(*) from sqlite_schema').pluck().get()

function storeOver(writer: Connection, reader: Connection, { paths, logger }: OpenStoreOptions): Store {
  const db = kyselyOver<Database>(writer, logger)
  const readonly = kyselyOver<Database>(reader, logger)
  return {
    db,
    // kysely's documented way to its read-only type
    readonly: readonly as never,
    reserve: createDiskReserve(join(paths.data, reserveEntry)),
    async close() {
      await readonly.destroy()
      if (reader.open) reader.close()
      optimize(writer, logger)
      await db.destroy()
      if (writer.open) writer.close()
    },
  }
}

/** Renews what the query planner knows. A damaged database refuses it, and must be closed all the same. */
function optimize(writer: Connection, logger: Logger): void {
  try {
    if (writer.open) writer.pragma('optimize')
  } catch (error) {
    logger.warn('The database could not be optimized', { error })
  }
}

/** SQLite's own word for a damaged file, with the backup to go back to. */
function asStoreFault(error: unknown, paths: Paths): unknown {
  if (error instanceof WeirError) return error
  const fault = storeFault(error)
  return fault?.code === 'store.corrupt' ? corrupt(paths, messageOf(error), error) : (fault ?? error)
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
