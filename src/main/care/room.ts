import { statfsSync } from 'node:fs'
import { WeirError } from '../../shared/contract/weir-error.ts'

/** What is left free on top of what is needed: SQLite and others need some room to work. */
const marginBytes = 16 * 1024 * 1024

/** Bytes this user can still write to the disk of an existing folder. */
export function freeBytesOf(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/** @throws WeirError `store.full` when so much does not fit on the disk of an existing folder. */
export function requireRoom(folder: string, neededBytes: number): void {
  const freeBytes = freeBytesOf(folder)
  if (freeBytes >= neededBytes + marginBytes) return
  const missing = Math.ceil((neededBytes + marginBytes - freeBytes) / 1_048_576)
  throw new WeirError('store.full', {
    hint: `There is not enough room on that disk. Free at least ${missing} MB, then try again; nothing was changed.`,
    details: { folder, freeBytes, neededBytes },
  })
}
