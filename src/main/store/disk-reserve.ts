import { rmSync, statSync, writeFileSync } from 'node:fs'
import { storeFault } from './faults.ts'

/** A file that only takes up room: when the disk is full, giving it away makes room for recording that it is. */
export interface DiskReserve {
  /** Sees that it is there. @throws WeirError `store.full` when there is no room for it, `store.readonly`. */
  keep(): void
  /** Gives its room away. Returns whether there was any to give. */
  spend(): boolean
}

/** Enough for a dozen jobs' ends, each a few pages of SQLite's log. */
const bytes = 1024 * 1024

export function createDiskReserve(path: string): DiskReserve {
  const size = () => statSync(path, { throwIfNoEntry: false })?.size ?? 0
  return {
    keep() {
      if (size() >= bytes) return
      try {
        // Not zeros: a file system that leaves those out would keep no room.
        writeFileSync(path, Buffer.alloc(bytes, 'weir'), { mode: 0o600 })
      } catch (error) {
        rmSync(path, { force: true })
        throw storeFault(error) ?? error
      }
    },
    spend() {
      const any = size() > 0
      rmSync(path, { force: true })
      return any
    },
  }
}
