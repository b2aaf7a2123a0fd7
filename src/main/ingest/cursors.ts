import type { Database } from 'better-sqlite3'
import type { DataSourceId } from '../../shared/model/ids.ts'

export interface StoredCursor {
  readonly cursor: string
  readonly fingerprint: string
  readonly complete: 0 | 1
}

export interface Cursors {
  load(source: DataSourceId, stream: string): StoredCursor | null
  /** Saves it unless it is stored just so. `at` in epoch ms. */
  save(source: DataSourceId, stream: string, cursor: StoredCursor, at: number): void
  remove(source: DataSourceId, stream: string): void
}

/** Where each stream of each data source has got to, as JSON. */
export function createCursors(db: Database): Cursors {
  const find = db.prepare<[number, string], StoredCursor>(
    'select cursor, fingerprint, complete from cursors where data_source_id = ? and stream = ?',
  )
  const upsert = db.prepare<[number, string, string, string, number, number]>(
    `insert into cursors (data_source_id, stream, cursor, fingerprint, complete, updated_at) values (?, ?, ?, ?, ?, ?)
     on conflict (data_source_id, stream) do update set cursor = excluded.cursor, fingerprint = excluded.fingerprint,
       complete = excluded.complete, updated_at = excluded.updated_at
     where cursor <> excluded.cursor or fingerprint <> excluded.fingerprint or complete <> excluded.complete`,
  )
  const remove = db.prepare<[number, string]>('delete from cursors where data_source_id = ? and stream = ?')
  return {
    load: (source, stream) => find.get(source, stream) ?? null,
    save: (source, stream, { cursor, fingerprint, complete }, at) =>
      void upsert.run(source, stream, cursor, fingerprint, complete, at),
    remove: (source, stream) => void remove.run(source, stream),
  }
}
