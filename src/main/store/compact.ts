import type { Database } from 'better-sqlite3'

/**
 * Rewrites the database without its free pages. Blocks its thread, and others' writes, until that is done; who only reads goes on. What
 * cuts it short leaves the database as it was. The copy made on the way lies on the disk, not in memory.
 */
export function compactDatabase(db: Database): void {
  db.pragma('temp_store = file')
  try {
    db.exec('vacuum')
  } finally {
    db.pragma('temp_store = memory')
  }
  db.pragma('wal_checkpoint(truncate)')
}
