import type { BackupReason, DatabaseResult, DatabaseTaskKind } from '../../../../shared/model/database.ts'
import { formatBytes } from '../../format/number.ts'

export interface TaskText {
  /** While it goes on. */
  readonly doing: string
  /** When it has failed, before the reason. */
  readonly failed: string
  readonly cancelled: string
}

export const taskTexts: Readonly<Record<DatabaseTaskKind, TaskText>> = {
  check: {
    doing: 'Checking the database',
    failed: 'The database could not be checked',
    cancelled: 'The check was cancelled',
  },
  backUp: { doing: 'Backing up', failed: 'The backup failed', cancelled: 'The backup was cancelled' },
  restore: {
    doing: 'Restoring a backup',
    failed: 'The backup could not be restored',
    cancelled: 'The restore was cancelled. Nothing has changed.',
  },
  compact: {
    doing: 'Compacting',
    failed: 'The database could not be compacted',
    cancelled: 'Compacting was cancelled',
  },
  export: { doing: 'Exporting', failed: 'The export failed', cancelled: 'The export was cancelled' },
  move: {
    doing: 'Moving the data folder',
    failed: 'The data folder could not be moved. It is where it was.',
    cancelled: 'The move was cancelled. The data is where it was.',
  },
}

export const reasonTexts: Readonly<Record<BackupReason, string>> = {
  manual: 'By hand',
  weekly: 'Weekly',
  migration: 'Before an update',
  restore: 'Before a restore',
}

/** What a task has brought about, in a sentence. */
export function resultText(result: DatabaseResult): string {
  switch (result.kind) {
    case 'check':
      return result.finding === null ? 'The database is sound.' : 'The database is damaged.'
    case 'backUp':
      return `Backed up (${formatBytes(result.backup.bytes)}).`
    case 'restore':
      return result.keptAs === null ? 'Restored.' : 'Restored. The state before it is kept as a backup.'
    case 'compact':
      return compactText(result.bytesBefore, result.bytesAfter)
    case 'export':
      return `Exported without credentials (${formatBytes(result.bytes)}).`
    case 'move':
      return 'The data folder has moved.'
  }
}

function compactText(before: number, after: number): string {
  if (after >= before) return `Compacted. It was as small as it can be: ${formatBytes(after)}.`
  return `Compacted from ${formatBytes(before)} to ${formatBytes(after)}.`
}

/** Where what a task has made lies; null when it has made no file. */
export function resultPath(result: DatabaseResult, backupsFolder: string): string | null {
  switch (result.kind) {
    case 'backUp':
      return joined(backupsFolder, result.backup.name)
    case 'export':
      return result.path
    case 'move':
      return result.folder
    case 'check':
    case 'restore':
    case 'compact':
      return null
  }
}

/** A name in a folder, by the folder's own separator. */
export const joined = (folder: string, name: string): string => `${folder}${separatorOf(folder)}${name}`

/** The folder that a path lies in. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf(separatorOf(path)))

const separatorOf = (path: string) => (/^([a-z]:)?\\/i.test(path) ? '\\' : '/')
