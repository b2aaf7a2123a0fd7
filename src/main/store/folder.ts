import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { Paths } from '../ports.ts'
import { storeFault } from './faults.ts'
import { makePrivate, makePrivateFolder } from './private-access.ts'

/** Below this SQLite may not even have room for its log. */
const leastFreeBytes = 16 * 1024 * 1024

/**
 * Makes the data folder's folders and sees that they can be worked in, by this user alone: a data folder that was there before keeps its
 * mode, for it may hold other things too, but nothing in it of ours can be read by others.
 * @throws WeirError `store.readonly` or `store.full`.
 */
export function prepareFolder(paths: Paths): void {
  try {
    mkdirSync(paths.data, { recursive: true, mode: 0o700 })
    makePrivateFolder(paths.backups)
    for (const path of [paths.mirrors, `${paths.database}-wal`, `${paths.database}-shm`]) makePrivate(path)
    accessSync(paths.data, constants.R_OK | constants.W_OK | constants.X_OK)
    if (existsSync(paths.database)) accessSync(paths.database, constants.R_OK | constants.W_OK)
  } catch (error) {
    throw storeFault(error) ?? error
  }
  const { bavail, bsize } = statfsSync(paths.data)
  const freeBytes = bavail * bsize
  if (freeBytes >= leastFreeBytes) return
  throw new WeirError('store.full', {
    hint: 'There is almost no room left on the disk that holds the data folder. Free at least 100 MB, then try again.',
    details: { folder: paths.data, freeBytes },
  })
}
