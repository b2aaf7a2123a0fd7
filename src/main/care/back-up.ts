import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { BackupReason, DatabaseResult } from '../../shared/model/database.ts'
import { backupName, listBackups, removeOldBackups } from '../store/backup-files.ts'
import { removeDatabase } from '../store/copy-database.ts'
import { syncFolder } from '../store/durable.ts'
import type { CareParts } from './care-parts.ts'
import { runInThread } from './care-thread.ts'
import { sizeOf } from './database-info.ts'
import { requireRoom } from './room.ts'
import type { TaskControl } from './task-slot.ts'

/** Begins a backup. Jobs may run meanwhile: it holds the rows of one moment. @throws WeirError `store.full`, `job.conflict`. */
export function beginBackUp(parts: CareParts, schemaVersion: string, reason: BackupReason, whenEnded = async () => {}) {
  const { paths, slot } = parts
  requireRoom(paths.backups, sizeOf(paths.database) + sizeOf(`${paths.database}-wal`))
  slot.begin('backUp', true, async control => {
    try {
      return await backUp(parts, backupName(parts.clock.now(), schemaVersion, reason), control)
    } finally {
      await whenEnded()
    }
  })
}

async function backUp(
  { paths, workers, logger }: CareParts,
  name: string,
  control: TaskControl,
): Promise<DatabaseResult> {
  const path = join(paths.backups, name)
  const draft = `${path}.part`
  try {
    const operation = { type: 'copy', databasePath: paths.database, draft } as const
    await runInThread(operation, { entry: workers.care, logger, ...control })
    control.commit()
    renameSync(draft, path)
    syncFolder(paths.backups)
  } finally {
    removeDatabase(draft)
  }
  removeOldBackups(paths.backups, name)
  const backup = listBackups(paths.backups).find(made => made.name === name)
  if (!backup) throw new WeirError('rpc.not_found', { hint: 'The backup has just been removed by somebody else.' })
  return { kind: 'backUp', backup }
}
