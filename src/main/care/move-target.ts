import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative } from 'node:path'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { pointerIn, readPointer } from '../moved-folder.ts'
import { ownEntries } from './own-entries.ts'

export interface MoveTarget {
  /** Its real path. */
  readonly folder: string
  readonly exists: boolean
}

/**
 * The folder to move `data` to: absolute, outside of it, and empty or absent in a folder that is there. The folder that it once moved from
 * may be moved back to. @throws WeirError `settings.invalid`.
 */
export function checkTarget(data: string, wanted: string): MoveTarget {
  if (!isAbsolute(wanted)) throw refused('Give the whole path of the folder, from the root on.', 'Must be absolute')
  const exists = existsSync(wanted)
  const parent = exists ? null : dirname(wanted)
  if (parent !== null && !statSync(parent, { throwIfNoEntry: false })?.isDirectory())
    throw refused(`${parent} is not there. Choose a folder inside one that is.`, 'No such folder')
  const folder = parent === null ? realpathSync.native(wanted) : join(realpathSync.native(parent), basename(wanted))
  const way = relative(data, folder)
  if (way === '') throw refused('The data is in this folder already.', 'The present folder')
  if (!way.startsWith('..') && !isAbsolute(way))
    throw refused('Choose a folder outside the present data folder.', 'Inside the present folder')
  if (exists && !isFree(data, folder))
    throw refused('This folder is not empty. Choose an empty one, or a new name.', 'Not empty')
  return { folder, exists }
}

function isFree(data: string, folder: string): boolean {
  if (!statSync(folder).isDirectory()) return false
  const names = readdirSync(folder)
  if (names.length === 0) return true
  return existsSync(pointerIn(folder)) && readPointer(folder) === data && !ownEntries.some(own => names.includes(own))
}

const refused = (hint: string, message: string) =>
  new WeirError('settings.invalid', { hint, fields: [{ path: 'folder', message }] })
