import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Backup, BackupReason } from '../../shared/model/database.ts'

const kept = 5
const pattern = /^weir-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-([\w-]+)(?:\.([a-z]+))?\.db$/

/** The file name of a backup made at `at` (epoch ms). Names sort by time. */
export function backupName(at: number, schemaVersion: string, reason: BackupReason): string {
  const time = new Date(at).toISOString().replaceAll(/[-:.]/g, '')
  return `weir-${time}-${schemaVersion}${reason === 'migration' ? '' : `.${reason}`}.db`
}

/** The backups in the folder, newest first; none when there is no folder. */
export function listBackups(folder: string): readonly Backup[] {
  return namesIn(folder)
    .sort()
    .reverse()
    .flatMap(name => parseBackup(folder, name) ?? [])
}

/** The path of the newest backup in the folder; null when there is none. */
export function newestBackup(folder: string): string | null {
  const [newest] = listBackups(folder)
  return newest ? join(folder, newest.name) : null
}

/**
 * Keeps five backups: the newest of each reason, so that a burst of one kind cannot push out all others, then the newest of the rest.
 * The one named `made` stays whatever the clock says.
 */
export function removeOldBackups(folder: string, made: string): void {
  const all = listBackups(folder)
  const reasons = new Set(all.filter(({ name }) => name === made).map(({ reason }) => reason))
  const first = all.filter(({ name, reason }) => {
    const isFirst = name === made || !reasons.has(reason)
    reasons.add(reason)
    return isFirst
  })
  const rest = all.filter(backup => !first.includes(backup)).slice(Math.max(0, kept - first.length))
  for (const { name } of rest) for (const end of ['', '-wal', '-shm']) rmSync(join(folder, name + end), { force: true })
}

function parseBackup(folder: string, name: string): Backup | null {
  const [whole, year, month, day, hour, minute, second, ms, schemaVersion, word = 'migration'] =
    pattern.exec(name) ?? []
  const reason = BackupReason.safeParse(word)
  const found = statSync(join(folder, name), { throwIfNoEntry: false })
  if (whole === undefined || schemaVersion === undefined || !reason.success || !found?.isFile()) return null
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`)
  return Number.isNaN(at) ? null : { name, at, bytes: found.size, schemaVersion, reason: reason.data }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
