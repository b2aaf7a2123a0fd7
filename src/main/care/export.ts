import { existsSync, renameSync, statSync } from 'node:fs'
import { dirname, isAbsolute } from 'node:path'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { DatabaseResult } from '../../shared/model/database.ts'
import { syncFolder } from '../store/durable.ts'
import type { CareParts } from './care-parts.ts'
import { runInThread } from './care-thread.ts'
import { sizeOf } from './database-info.ts'
import { draftsIn } from './leftovers.ts'
import { requireRoom } from './room.ts'
import type { TaskControl } from './task-slot.ts'
import { draftEnd, forgetUnfinished, noteUnfinished, removeUnfinished } from './unfinished.ts'

/** Begins an export of the database, without its secrets, to a new file. @throws WeirError `settings.invalid`, `store.full`, `job.conflict`. */
export function beginExport(parts: CareParts, path: string): void {
  const { paths, slot } = parts
  const folder = checkPath(path)
  const bytes = sizeOf(paths.database) + sizeOf(`${paths.database}-wal`)
  const sameDisk = statSync(folder).dev === statSync(paths.data).dev
  requireRoom(paths.data, sameDisk ? 2 * bytes : bytes)
  requireRoom(folder, bytes)
  slot.begin('export', true, control => exportTo(parts, path, control))
}

async function exportTo(
  { paths, workers, logger }: CareParts,
  path: string,
  control: TaskControl,
): Promise<DatabaseResult> {
  const draft = path + draftEnd
  refuseExisting(draft)
  noteUnfinished(paths.data, { kind: 'export', draft })
  try {
    const operation = { type: 'export', databasePath: paths.database, staging: draftsIn(paths).export, draft } as const
    await runInThread(operation, { entry: workers.care, logger, ...control })
    control.commit()
    refuseExisting(path)
    renameSync(draft, path)
    syncFolder(dirname(path))
    forgetUnfinished(paths.data)
  } catch (error) {
    await removeUnfinished(paths.data)
    throw error
  }
  return { kind: 'export', path, bytes: sizeOf(path) }
}

/** The folder the file is to lie in. */
function checkPath(path: string): string {
  if (!isAbsolute(path)) throw refused('Give the whole path of the file, from the root on.', 'Must be absolute')
  const folder = dirname(path)
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw refused('The folder for the file is not there. Choose another one.', 'No such folder')
  refuseExisting(path)
  return folder
}

function refuseExisting(path: string): void {
  if (existsSync(path))
    throw refused(`${path} is there already, and Weir overwrites nothing. Choose another name.`, 'Is there already')
}

const refused = (hint: string, message: string) =>
  new WeirError('settings.invalid', { hint, fields: [{ path: 'path', message }] })
