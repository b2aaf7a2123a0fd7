import { readdirSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readPointer } from '../moved-folder.ts'
import type { Paths } from '../ports.ts'
import { removeDatabase } from '../store/copy-database.ts'
import { reserveEntry } from '../store/open.ts'
import { arrivalIn, arrivedFrom, ownEntries } from './own-entries.ts'
import { finishSwap } from './swap.ts'
import { noteIn, removeUnfinished } from './unfinished.ts'

/** Drafts inside the data folder. */
export const draftsIn = ({ data }: Pick<Paths, 'data'>) => ({
  restore: join(data, 'restore.draft'),
  export: join(data, 'export.draft'),
})

/**
 * Puts in order what care of the database left behind when it was cut short: completes a restore that was decided, deletes every draft.
 * To be called before the database is opened, under the folder's lock.
 */
export async function clearUp(paths: Paths): Promise<void> {
  finishSwap(paths)
  await removeUnfinished(paths.data)
  for (const draft of Object.values(draftsIn(paths))) removeDatabase(draft)
  for (const name of namesIn(paths.backups))
    if (/\.part(-\w+)?$/.test(name)) rmSync(join(paths.backups, name), { force: true })
}

/** Deletes the old copies of data that has moved to this folder. To be called once it has been opened. */
export async function removeOldCopies(folder: string): Promise<void> {
  const old = arrivedFrom(folder)
  if (old === null) return
  // Anything else there is not the folder that was left.
  if (readPointer(old) === folder)
    for (const path of [...[...ownEntries, reserveEntry, 'weir.lock'].map(name => join(old, name)), noteIn(old)])
      await rm(path, { recursive: true, force: true })
  await rm(arrivalIn(folder), { force: true })
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
