import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { storeFault } from './faults.ts'
import { makePrivateFile } from './private-access.ts'

export interface FolderLock {
  /** Lets another Weir have the folder. Idempotent. */
  release(): void
}

/** What the garbage collector takes is closed: a lock is held until it is released, whether or not anybody keeps it. */
const held = new Set<BetterSqlite3.Database>()

/**
 * Takes the data folder for this process. An open exclusive transaction on a file of its own is an operating-system lock:
 * it ends with the process however that ends, so there is no stale lock to clean up. Nothing else in this process may open
 * `weir.lock`: closing it again would drop the lock.
 * @throws WeirError `store.locked` when another Weir holds it, `store.readonly` or `store.full` when it cannot be taken.
 */
export function lockDataFolder(folder: string): FolderLock {
  let database: BetterSqlite3.Database | undefined
  try {
    const file = join(folder, 'weir.lock')
    makePrivateFile(file)
    database = new BetterSqlite3(file, { timeout: 0 })
    database.exec('begin exclusive')
  } catch (error) {
    database?.close()
    const fault = storeFault(error) ?? missingFolder(error, folder)
    if (fault?.code !== 'store.locked') throw fault ?? error
    throw new WeirError('store.locked', {
      hint: 'Weir is already running on this data folder. Use its window, or close it first.',
      details: { folder },
      cause: error,
    })
  }
  const lock = database
  held.add(lock)
  return {
    release() {
      held.delete(lock)
      lock.close()
    },
  }
}

/** Somebody has moved or deleted the folder, or unplugged its disk. */
function missingFolder(error: unknown, folder: string): WeirError | null {
  if (!(error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))) return null
  return new WeirError('store.readonly', {
    hint: 'The data folder is not there any more. Put it back, or choose another one.',
    details: { folder },
    cause: error,
  })
}
