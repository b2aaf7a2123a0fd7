import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { storeFault } from './faults.ts'

export interface FolderLock {
  /** Lets another Weir have the folder. Idempotent. */
  release(): void
}

/**
 * Takes the data folder for this process. An open exclusive transaction on a file of its own is an operating-system lock:
 * it ends with the process however that ends, so there is no stale lock to clean up. Nothing else in this process may open
 * `weir.lock`: closing it again would drop the lock.
 * @throws WeirError `store.locked` when another Weir holds it, `store.readonly` or `store.full` when it cannot be taken.
 */
export function lockDataFolder(folder: string): FolderLock {
  let database: BetterSqlite3.Database | undefined
  try {
    database = new BetterSqlite3(join(folder, 'weir.lock'), { timeout: 0 })
    database.exec('begin exclusive')
  } catch (error) {
    database?.close()
    const fault = storeFault(error)
    if (fault?.code !== 'store.locked') throw fault ?? error
    throw new WeirError('store.locked', {
      hint: 'Weir is already running on this data folder. Use its window, or close it first.',
      details: { folder },
      cause: error,
    })
  }
  const held = database
  return { release: () => void held.close() }
}
