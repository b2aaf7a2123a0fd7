import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { DatabaseResult } from '../../shared/model/database.ts'
import { backupName, listBackups, removeOldBackups } from '../store/backup-files.ts'
import { removeDatabase } from '../store/copy-database.ts'
import { lockDataFolder } from '../store/folder-lock.ts'
import type { CareParts } from './care-parts.ts'
import { runInThread } from './care-thread.ts'
import { holdLane } from './lane-hold.ts'
import { draftsIn } from './leftovers.ts'
import { requireRoom } from './room.ts'
import { type Swap, swapDatabase } from './swap.ts'
import type { TaskControl } from './task-slot.ts'

const hint = 'Weir is restoring its database from a backup. Try again in a moment.'

/**
 * Begins to restore the database from a backup; the present one becomes a backup. Works on a damaged database too.
 * @throws WeirError `rpc.not_found`, `store.full`, `job.conflict`.
 */
export async function beginRestore(parts: CareParts, name: string, schemaVersion: string | null): Promise<void> {
  const { paths, premises, slot } = parts
  const backup = listBackups(paths.backups).find(known => known.name === name)
  if (!backup) throw new WeirError('rpc.not_found', { hint: 'There is no such backup any more.', details: { name } })
  requireRoom(paths.data, backup.bytes)
  const upkeep = premises.upkeep()
  const release = upkeep ? await holdLane(upkeep) : async () => {}
  const work = async (control: TaskControl) => {
    try {
      return await restore(parts, name, schemaVersion ?? 'unknown', control)
    } finally {
      removeDatabase(draftsIn(paths).restore)
      await release()
    }
  }
  try {
    slot.begin('restore', true, work)
  } catch (error) {
    await release()
    throw error
  }
}

async function restore(
  parts: CareParts,
  name: string,
  schemaVersion: string,
  control: TaskControl,
): Promise<DatabaseResult> {
  const { paths, workers, clock, logger, premises } = parts
  const draft = draftsIn(paths).restore
  const copy = () =>
    runInThread(
      { type: 'copyBackup', backup: join(paths.backups, name), draft },
      { entry: workers.care, logger, ...control },
    )
  const kept = existsSync(paths.database) ? backupName(clock.now(), schemaVersion, 'restore') : null
  const keepAs = kept && join(paths.backups, kept)

  // An open workspace holds the folder's lock and is of use until the copy is ready.
  const open = premises.upkeep() !== null
  if (open) await copy()
  await premises.close(hint)
  try {
    await underLock(paths.data, async () => {
      if (!open) await copy()
      control.commit()
      swapDatabase(paths, { incoming: draft, keepAs })
    })
    const fault = await premises.open()
    if (fault) {
      if (keepAs) await goBack(parts, { incoming: keepAs, keepAs: null })
      throw WeirError.fromFault(fault)
    }
  } finally {
    await premises.open()
  }
  if (kept) removeOldBackups(paths.backups, kept)
  return { kind: 'restore', backup: name, keptAs: kept }
}

async function goBack({ paths, premises }: CareParts, swap: Swap): Promise<void> {
  await premises.close(hint)
  await underLock(paths.data, async () => swapDatabase(paths, swap))
}

async function underLock(folder: string, work: () => Promise<void>): Promise<void> {
  const lock = lockDataFolder(folder)
  try {
    await work()
  } finally {
    lock.release()
  }
}
