import type { Database } from 'better-sqlite3'

/**
 * The places of rows when they are sorted, by their id; the same place for what is alike, none for null. `sql` takes a JSON array
 * of ids, and answers ids with what they are sorted by.
 */
export function textRanks(db: Database, sql: string, ids: ArrayLike<number>): ReadonlyMap<number, number> {
  const rows = db.prepare<[string], [number, number]>(
    `select id, dense_rank() over (order by text collate nocase, part) from (${sql}) where text is not null`,
  )
  return new Map(rows.raw().all(JSON.stringify(Array.from(ids))))
}
