import type { Database } from 'better-sqlite3'

/** The keys of issues, in the order of their ids; null for null. */
export function issueKeys(db: Database, ids: readonly number[] | null): string[] | null {
  if (ids === null) return null
  const rows = db
    .prepare<[string], [number, string]>('select id, key from issues where id in (select value from json_each(?))')
    .raw()
    .all(JSON.stringify(ids))
  const keys = new Map(rows)
  return ids.map(id => keys.get(id) ?? '')
}
