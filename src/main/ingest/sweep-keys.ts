import type { Database } from 'better-sqlite3'
import type { DataSourceId } from '../../shared/model/ids.ts'

export interface SweepKeys {
  /** A new sweep begins: what an abandoned one has seen counts no more. */
  clear(): void
  /** Keeps a page's keys, so that the sweep can go on after an interruption. */
  keep(keys: readonly string[]): void
  /** All that was kept. */
  kept(): ReadonlySet<string>
}

/** What one stream's sweep of a data source has seen so far. */
export function createSweepKeys(db: Database, source: DataSourceId, stream: string): SweepKeys {
  const remove = db.prepare<[number, string]>('delete from sweep_keys where data_source_id = ? and stream = ?')
  const insert = db.prepare<[number, string, string]>(
    'insert or ignore into sweep_keys (data_source_id, stream, key) values (?, ?, ?)',
  )
  const select = db
    .prepare<[number, string], string>('select key from sweep_keys where data_source_id = ? and stream = ?')
    .pluck()
  return {
    clear: () => void remove.run(source, stream),
    keep: keys => {
      for (const key of keys) insert.run(source, stream, key)
    },
    kept: () => new Set(select.all(source, stream)),
  }
}
