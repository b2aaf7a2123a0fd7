import type { Database } from 'better-sqlite3'
import { connectDatabase } from './connect.ts'
import { storeFault } from './faults.ts'

const textAtMost = 1_000

/** What a check of the whole database file has found. */
export interface IntegrityCheck {
  readonly at: number
  /** SQLite's own words; null when the database is sound. */
  readonly finding: string | null
  /** Why the result could not be written down; null when it was. */
  readonly unrecorded: string | null
}

/**
 * Reads the whole database, as it is on the disk, and writes down in `upkeep` what was found. It holds no lock that others wait
 * for, but blocks its thread for about two seconds per gigabyte, and the log cannot be emptied meanwhile.
 * @throws SQLite's own error when the file cannot be opened.
 */
export function checkIntegrity(db: Database, at: number): IntegrityCheck {
  const finding = findDamage(db.name)
  return { at, finding, unrecorded: record(db, at, finding) }
}

/** What is wrong with the database at `path`, in SQLite's words; null when it is sound. A connection of its own has nothing cached. */
export function findDamage(path: string): string | null {
  const connection = connectDatabase(path, { readonly: true })
  try {
    // One finding is enough, and the search for more may itself fail on the damage.
    const finding = String(connection.pragma('quick_check(1)', { simple: true }))
    return finding === 'ok' ? null : finding.replace('*** in database main ***\n', '').slice(0, textAtMost)
  } catch (error) {
    if (storeFault(error)?.code !== 'store.corrupt') throw error
    return messageOf(error)
  } finally {
    connection.close()
  }
}

function record(db: Database, at: number, finding: string | null): string | null {
  try {
    db.prepare('update upkeep set integrity_checked_at = ?, integrity_finding = ?').run(at, finding)
    return null
  } catch (error) {
    return messageOf(error)
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
