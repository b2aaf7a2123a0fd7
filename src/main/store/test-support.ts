import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import { DataSourceId } from '../../shared/model/ids.ts'
import type { Logger, Paths } from '../ports.ts'
import { connectDatabase } from './connect.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'

/** A folder of the test's own, gone after it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'weir-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function pathsIn(data: string): Paths {
  return { data, database: join(data, 'weir.db'), backups: join(data, 'backups'), mirrors: join(data, 'mirrors') }
}

export interface LogLine {
  readonly message: string
  readonly facts: Readonly<Record<string, unknown>>
}

/** A logger that keeps what it is told. */
export function keepingLogger(): { readonly logger: Logger; readonly lines: LogLine[] } {
  const lines: LogLine[] = []
  const keep = (message: string, facts: Readonly<Record<string, unknown>> = {}) => void lines.push({ message, facts })
  return { lines, logger: { debug: keep, info: keep, warn: keep, error: keep } }
}

/** A migrated database in a folder of its own, with one connection, its job and a run, and data sources of these names. */
export async function freshDatabase(...sources: readonly string[]): Promise<{ db: Database; path: string }> {
  const path = join(temporaryFolder(), 'weir.db')
  const db = connectDatabase(path)
  onTestFinished(() => void db.close())
  await migrate(db, migrations, keepingLogger().logger)
  db.exec(`
    insert into connections (connector_id, name, settings, created_at, updated_at) values ('scripted', 'Test', '{}', 0, 0);
    insert into jobs (connection_id, state, updated_at) values (1, 'RUNNING', 0);
    insert into runs (job_id, trigger, outcome, started_at) values (1, 'manual', 'running', 0)`)
  const insert = db.prepare(
    `insert into data_sources (connection_id, external_id, name, kind, description) values (1, ?, ?, 'repository', '')`,
  )
  for (const name of sources) insert.run(name, name)
  return { db, path }
}

export const firstSource = DataSourceId.parse(1)

/** All rows of a table or query, as plain objects with shas in hex. */
export function rowsOf(db: Database, query: string): unknown[] {
  return db
    .prepare<[], Record<string, unknown>>(query)
    .all()
    .map(row =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [key, Buffer.isBuffer(value) ? value.toString('hex') : value]),
      ),
    )
}

/** Writes rubbish over the first page of a table, in a database that nobody has open. */
export function damageTable(path: string, table: string): void {
  const db = connectDatabase(path)
  const page = Number(db.prepare('select rootpage from sqlite_schema where name = ?').pluck().get(table))
  const pageBytes = Number(db.pragma('page_size', { simple: true }))
  db.pragma('wal_checkpoint(truncate)')
  db.close()
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(256, 0xa5), 0, 256, (page - 1) * pageBytes)
  closeSync(file)
}
