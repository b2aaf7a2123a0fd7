import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Database } from 'better-sqlite3'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { Paths } from '../ports.ts'
import { newestBackup } from './backup-files.ts'

/** "Weir" in ASCII, in the file's header: tells our databases from other programs'. */
export const applicationId = 0x57656972

/** A quick check reads the whole file, about half a second for this many bytes. */
const quickCheckBytes = 256 * 1024 * 1024

/** A database that cannot be used, with the newest backup there is to go back to. */
export function corrupt(paths: Paths, reason: string, cause?: unknown): WeirError {
  const backup = newestBackup(paths.backups)
  return new WeirError('store.corrupt', {
    hint: backup
      ? `The database is damaged. Restore it from its newest backup: weir database restore ${basename(backup)}`
      : `The database is damaged and there is no backup yet. Close Weir, move ${paths.database} aside, and start again: a sync fetches everything anew.`,
    details: { database: paths.database, backup, reason: reason.slice(0, 300) },
    cause,
  })
}

/** Size of the file in bytes, 0 when there is none. */
export function fileSize(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

/** @throws WeirError `store.corrupt` when the file does not begin as an SQLite database does. */
export function checkHeader(paths: Paths): void {
  const header = Buffer.alloc(16)
  const file = openSync(paths.database, 'r')
  try {
    readSync(file, header, 0, header.length, 0)
  } finally {
    closeSync(file)
  }
  if (header.toString('latin1') !== 'SQLite format 3\0') throw corrupt(paths, 'not an SQLite database')
}

/**
 * Sees that the database is ours and, when Weir was not closed in order (a log was left behind) and the file is not large,
 * that its pages are sound. After an orderly close only the header and the schema are looked at: that is always fast.
 * @throws WeirError `store.corrupt`.
 */
export function checkContent(db: Database, paths: Paths, closedInOrder: boolean): void {
  if (db.pragma('application_id', { simple: true }) !== applicationId) {
    throw corrupt(paths, 'the database of another program')
  }
  if (closedInOrder || fileSize(paths.database) > quickCheckBytes) return
  const finding = db.pragma('quick_check(1)', { simple: true })
  if (finding !== 'ok') throw corrupt(paths, String(finding))
}
