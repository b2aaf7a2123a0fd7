import type { Database } from 'better-sqlite3'
import { readNumbers } from './read-columns.ts'

/** Where a row of this id stands when rows are sorted by a name each, whatever its case; NaN for one without. `rows` selects ids and names. */
export function nameOrder(db: Database, rows: string): (id: number) => number {
  const ranked = `select id, dense_rank() over (order by name collate nocase) from (${rows}) where name is not null`
  const ranks = new Map(db.prepare<[], [number, number]>(ranked).raw().all())
  return id => ranks.get(id) ?? Number.NaN
}

/** The place of each of these rows among the ids that `ordered` selects in their order; NaN for one that is not among them. */
export function placesAmong(db: Database, ordered: string, ids: Int32Array): Float64Array {
  const { id: all } = readNumbers(db, ['id'], ordered, [])
  const placeOf = new Float64Array(all.reduce((highest, id) => Math.max(highest, id), 0) + 1).fill(Number.NaN)
  for (const [place, id] of all.entries()) placeOf[id] = place
  return Float64Array.from(ids, id => placeOf[id] ?? Number.NaN)
}
