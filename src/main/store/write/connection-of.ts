import type { Database } from 'better-sqlite3'

/** The connection a data source belongs to. */
export function connectionOf(db: Database, dataSourceId: number): number {
  const connectionId = db
    .prepare<[number], number>('select connection_id from data_sources where id = ?')
    .pluck()
    .get(dataSourceId)
  if (connectionId === undefined) throw new Error('There is no such data source')
  return connectionId
}
