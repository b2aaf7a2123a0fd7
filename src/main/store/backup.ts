import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { BackupReason } from '../../shared/model/database.ts'
import { backupName, removeOldBackups } from './backup-files.ts'
import { type CopyOptions, copyDatabase } from './copy-database.ts'
import { putInPlace } from './durable.ts'

export interface BackUpOptions extends CopyOptions {
  readonly folder: string
  /** The name of the database's last migration. */
  readonly schemaVersion: string
  readonly reason: BackupReason
  /** Epoch ms. */
  readonly at: number
}

/** Copies the database into the folder, checks the copy, and removes the oldest ones. Returns the copy's path. What fails leaves no half-made copy. */
export async function backUp(db: Database, options: BackUpOptions): Promise<string> {
  const { folder, schemaVersion, reason, at } = options
  const name = backupName(at, schemaVersion, reason)
  const path = join(folder, name)
  const unfinished = `${path}.part`
  await copyDatabase(db, unfinished, options)
  putInPlace(unfinished, path)
  removeOldBackups(folder, name)
  return path
}
