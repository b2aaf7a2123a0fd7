import { rmSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import BetterSqlite3 from 'better-sqlite3'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { makePrivateFile } from './private-access.ts'

export interface CopyOptions {
  /** Called with how much has been copied, 0 to 1. Throwing ends the copying. */
  readonly onProgress?: (fraction: number) => void
}

/** 16 MB at a time: quick, and short enough to be ended in between. */
const pagesPerStep = 4_096

/**
 * Copies the database as it is at this moment into a new file for its owner alone, and checks the copy. What others write meanwhile
 * neither gets into it nor holds it up. What fails leaves no file.
 * @throws WeirError `store.corrupt` when the copy is not sound; SQLite's own errors.
 */
export async function copyDatabase(db: Database, path: string, { onProgress }: CopyOptions = {}): Promise<void> {
  try {
    makePrivateFile(path)
    db.exec('begin')
    try {
      db.prepare('select count(*) from sqlite_schema').get()
      await db.backup(path, {
        progress({ totalPages, remainingPages }) {
          if (totalPages > 0) onProgress?.(1 - remainingPages / totalPages)
          return pagesPerStep
        },
      })
    } finally {
      db.exec('rollback')
    }
    checkCopy(path)
  } catch (error) {
    removeDatabase(path)
    throw error
  }
}

/**
 * Sees that a database file that nobody uses is sound, and makes it one file without a log beside it.
 * @throws WeirError `store.corrupt`; SQLite's own errors.
 */
export function checkCopy(path: string): void {
  const copy = new BetterSqlite3(path, { fileMustExist: true })
  try {
    copy.pragma('journal_mode = delete')
    const finding = copy.pragma('quick_check(1)', { simple: true })
    if (finding !== 'ok') throw unsound(path, String(finding))
  } finally {
    copy.close()
  }
}

/** Deletes a database file and what SQLite keeps beside it. */
export function removeDatabase(path: string): void {
  for (const end of ['', '-journal', '-wal', '-shm']) rmSync(path + end, { force: true })
}

const unsound = (path: string, reason: string) =>
  new WeirError('store.corrupt', {
    hint: 'The copy of the database is not sound, so it was not kept. Check the integrity of the database, and the disk.',
    details: { path, reason: reason.slice(0, 300) },
  })
