import type { Database } from 'better-sqlite3'
import { Migrator } from 'kysely/migration'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { Logger } from '../ports.ts'
import { kyselyOver } from './dialect.ts'
import { storeFault } from './faults.ts'
import { applicationId } from './integrity.ts'
import type { WeirMigration } from './migrations/index.ts'

export type Migrations = Readonly<Record<string, WeirMigration>>

export interface MigrationState {
  /** Names of the migrations the database has had, in order. */
  readonly applied: readonly string[]
  readonly pending: readonly string[]
}

/** What the database has had and what it lacks. @throws WeirError `store.too_new` when it has had one this app does not know. */
export function migrationState(db: Database, migrations: Migrations): MigrationState {
  const known = Object.keys(migrations).sort()
  const recorded = db.prepare(`select 1 from sqlite_schema where type = 'table' and name = 'kysely_migration'`).get()
  const applied = recorded
    ? db.prepare<[], string>('select name from kysely_migration order by name').pluck().all()
    : []
  const unknown = applied.find(name => !known.includes(name))
  if (unknown !== undefined) {
    throw new WeirError('store.too_new', {
      hint: 'The data was written by a newer version of Weir. Install that version or a later one; nothing was changed.',
      details: { database: db.name, migration: unknown },
    })
  }
  return { applied, pending: known.filter(name => !applied.includes(name)) }
}

/**
 * Brings the schema up to date in one transaction: all of it or nothing. Foreign keys are off meanwhile, so that a migration
 * can rebuild a table without deleting what refers to it, and are checked before the commit.
 * @throws WeirError when it fails; the database is then as it was.
 */
export async function migrate(db: Database, migrations: Migrations, logger: Logger): Promise<void> {
  const kysely = kyselyOver<unknown>(db, logger)
  db.pragma('foreign_keys = off')
  try {
    await kysely.transaction().execute(async transaction => {
      const provider = { getMigrations: async () => ({ ...migrations }) }
      const { error } = await new Migrator({ db: transaction, provider }).migrateToLatest()
      if (error) throw error
      const [broken] = db.prepare<[], { table: string }>('pragma foreign_key_check').all()
      if (broken) throw new Error(`A migration left a row of ${broken.table} without what it refers to`)
      db.pragma(`application_id = ${applicationId}`)
    })
  } catch (error) {
    throw storeFault(error) ?? failed(error)
  } finally {
    db.pragma('foreign_keys = on')
  }
}

const failed = (cause: unknown) =>
  new WeirError('internal.unexpected', {
    hint: 'Your data could not be brought up to this version of Weir. It is unchanged: go back to the version before, and report this.',
    cause,
  })
