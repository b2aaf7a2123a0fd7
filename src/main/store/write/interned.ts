import type { Database } from 'better-sqlite3'
import { createRemembered } from './remembered.ts'

/** Gives texts that repeat their id in `table` (`id`, `name`); a new one gets its row at once. */
export function createInterned(db: Database, table: 'names' | 'labels'): (name: string) => number {
  const add = db.prepare<[string]>(`insert or ignore into ${table} (name) values (?)`)
  const find = db.prepare<[string], number>(`select id from ${table} where name = ?`).pluck()
  const known = createRemembered<number>()
  return name => {
    const before = known.get(name)
    if (before !== undefined) return before
    const added = add.run(name)
    const id = added.changes > 0 ? Number(added.lastInsertRowid) : find.get(name)
    if (id === undefined) throw new Error('A name that was just written is not there')
    known.set(name, id)
    return id
  }
}
