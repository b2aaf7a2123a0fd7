import type { Database } from 'better-sqlite3'

/** Differs as soon as anything in the database does: what others have committed, and what this connection has written itself. */
export function dataMark(db: Database): string {
  const own = db.prepare<[], number>('select total_changes()').pluck().get()
  return `${db.pragma('data_version', { simple: true })} ${own}`
}
