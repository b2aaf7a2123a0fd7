import BetterSqlite3, { type Database } from 'better-sqlite3'
import type { Entity, Removed } from '../../../shared/model/entities.ts'
import { DataSourceId } from '../../../shared/model/ids.ts'
import { createEntityWriter } from '../../store/write/entity-writer.ts'

/** Writes as a sync does: each call is a page. */
export interface Source {
  write(...entities: readonly Entity[]): void
  remove(removed: Removed): void
}

/** A copy of an empty database with a connection to Git, one to a code host, and a data source of each. */
export function growingDatabase(empty: Buffer): { readonly db: Database; readonly git: Source; readonly host: Source } {
  const db = new BetterSqlite3(empty)
  db.pragma('foreign_keys = on')
  db.exec(`
    insert into connections (id, connector_id, name, settings, created_at, updated_at) values (1, 'git', 'Git', '{}', 0, 0), (2, 'github', 'Host', '{}', 0, 0);
    insert into data_sources (id, connection_id, external_id, name, kind, description) values (1, 1, 'shop', 'shop', 'repository', ''), (2, 2, 'shop', 'acme/shop', 'repository', '');
    insert into projects (id, connection_id, external_id, name, key, active) values (1, 2, '1', 'Shop', 'SHOP', 1)`)
  const source = (dataSourceId: number): Source => {
    const writer = createEntityWriter(db, { dataSourceId: DataSourceId.parse(dataSourceId) })
    const page = (work: () => void) =>
      db.transaction(() => {
        work()
        writer.flush()
      })()
    return {
      write: (...entities) =>
        page(() => {
          for (const entity of entities) writer.write(entity)
        }),
      remove: removed => page(() => void writer.remove(removed)),
    }
  }
  return { db, git: source(1), host: source(2) }
}

/** Writes nothing. */
export const nowhere: Source = { write: () => {}, remove: () => {} }
