import { readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import BetterSqlite3 from 'better-sqlite3'
import type { Clock } from '../ports.ts'
import { makePrivateFile } from './private-access.ts'

const kept = 5
const pattern = /^weir-\d{8}T\d{6}\d{3}Z-.+\.db$/

/** The path of the newest backup in the folder; null when there is none. */
export function newestBackup(folder: string): string | null {
  const name = backupsIn(folder).at(-1)
  return name === undefined ? null : join(folder, name)
}

/**
 * Copies the database into the folder under its schema version and the time, checks the copy, and keeps the newest five.
 * Returns the copy's path. What fails leaves no half-made copy.
 */
export async function backUp(db: Database, folder: string, version: string, clock: Clock): Promise<string> {
  const time = new Date(clock.now()).toISOString().replaceAll(/[-:.]/g, '')
  const path = join(folder, `weir-${time}-${version}.db`)
  const unfinished = `${path}.part`
  try {
    makePrivateFile(unfinished)
    await db.backup(unfinished)
    verify(unfinished)
    renameSync(unfinished, path)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
  for (const name of backupsIn(folder).slice(0, -kept)) rmSync(join(folder, name), { force: true })
  return path
}

function verify(path: string): void {
  const copy = new BetterSqlite3(path, { fileMustExist: true })
  try {
    copy.pragma('journal_mode = delete')
    const finding = copy.pragma('quick_check(1)', { simple: true })
    if (finding !== 'ok') throw new Error(`The backup is not sound: ${finding}`)
  } finally {
    copy.close()
  }
}

/** Names of the backups, oldest first. */
function backupsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter(name => pattern.test(name))
      .sort()
  } catch {
    return []
  }
}
