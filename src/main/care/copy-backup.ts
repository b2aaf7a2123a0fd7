import { existsSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { copyDatabase } from '../store/copy-database.ts'
import { syncFile } from '../store/durable.ts'
import { storeFault } from '../store/faults.ts'
import { applicationId } from '../store/integrity.ts'
import { migrationState } from '../store/migrate.ts'
import { migrations } from '../store/migrations/index.ts'

/**
 * Copies a backup into a draft to be put in the database's place. An older one is brought up to date when it is opened.
 * @throws WeirError `store.corrupt` when it is damaged or not Weir's, `store.too_new`, `rpc.not_found`.
 */
export async function copyBackup(
  { backup, draft }: { readonly backup: string; readonly draft: string },
  onProgress: (fraction: number) => void,
): Promise<void> {
  if (!existsSync(backup)) throw new WeirError('rpc.not_found', { hint: 'This backup is not there any more.' })
  try {
    // Not for reading only: a database that was set aside may have its log beside it.
    const db = new BetterSqlite3(backup, { fileMustExist: true })
    try {
      if (db.pragma('application_id', { simple: true }) !== applicationId)
        throw unusable(backup, 'not a database of Weir')
      migrationState(db, migrations)
      await copyDatabase(db, draft, { onProgress })
    } finally {
      db.close()
    }
  } catch (error) {
    const damaged = (error instanceof WeirError ? error : storeFault(error))?.code === 'store.corrupt'
    throw damaged ? unusable(backup, error instanceof Error ? error.message : String(error)) : error
  }
  syncFile(draft)
}

const unusable = (backup: string, reason: string) =>
  new WeirError('store.corrupt', {
    hint: 'This backup is damaged and was not restored; the database is as it was. Choose another one.',
    details: { backup, reason: reason.slice(0, 300) },
  })
