import BetterSqlite3 from 'better-sqlite3'
import { connectDatabase } from '../store/connect.ts'
import { checkCopy, copyDatabase, removeDatabase } from '../store/copy-database.ts'
import { syncFile } from '../store/durable.ts'
import { makePrivateFile } from '../store/private-access.ts'

export interface Export {
  readonly databasePath: string
  /** Inside the data folder, beside the database that holds the secrets. */
  readonly staging: string
  readonly draft: string
}

/**
 * Writes the database without its secrets to `draft`. They are deleted from a copy inside the data folder, and what is left is written
 * row by row into the draft: no trace of them, not even a deleted one, ever reaches the place of the draft.
 */
export async function exportDatabase(
  { databasePath, staging, draft }: Export,
  onProgress: (fraction: number) => void,
): Promise<void> {
  try {
    const source = connectDatabase(databasePath, { readonly: true })
    try {
      await copyDatabase(source, staging, { onProgress: fraction => onProgress(fraction * 0.5) })
    } finally {
      source.close()
    }
    makePrivateFile(draft)
    writeWithoutSecrets(staging, draft)
    onProgress(0.8)
    checkCopy(draft)
    syncFile(draft)
  } catch (error) {
    removeDatabase(draft)
    throw error
  } finally {
    removeDatabase(staging)
  }
}

function writeWithoutSecrets(staging: string, draft: string): void {
  const copy = new BetterSqlite3(staging, { fileMustExist: true })
  try {
    copy.exec('delete from credentials')
    copy.prepare('vacuum into ?').run(draft)
  } finally {
    copy.close()
  }
}
