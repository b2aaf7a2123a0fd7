import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Paths } from '../ports.ts'
import { removeDatabase } from '../store/copy-database.ts'
import { syncFolder } from '../store/durable.ts'
import { writeWhole } from './write-whole.ts'

const Swap = z.object({
  /** The whole, checked database that is to be put in place; inside the data folder. */
  incoming: z.string(),
  /** Where the present one goes; null deletes it. */
  keepAs: z.string().nullable(),
})
export type Swap = z.infer<typeof Swap>

/** Called after each step, with its number from 1; a test ends the process there. */
export type OnStep = (step: number) => void

const journalOf = (paths: Pick<Paths, 'data'>) => join(paths.data, 'swap.json')

/**
 * Puts another database in the place of the present one. Nobody may have it open; the caller holds the folder's lock. Once the
 * journal is written the swap is decided: whatever ends it then, `finishSwap` completes it at the next start.
 */
export function swapDatabase(paths: Paths, swap: Swap, onStep: OnStep = () => {}): void {
  writeWhole(journalOf(paths), JSON.stringify(swap))
  onStep(1)
  complete(paths, swap, onStep)
}

/** Completes a swap that was cut short, if there is one. To be called before the database is opened, under the folder's lock. */
export function finishSwap(paths: Paths, onStep: OnStep = () => {}): void {
  const journal = journalOf(paths)
  if (!existsSync(journal)) return
  complete(paths, Swap.parse(JSON.parse(readFileSync(journal, 'utf8'))), onStep)
}

/** Every step can be taken again: as long as the incoming file is there, what lies at the database's path is the one to go. */
function complete(paths: Paths, { incoming, keepAs }: Swap, onStep: OnStep): void {
  const { data, database } = paths
  if (existsSync(incoming)) {
    setAside(database, keepAs)
    onStep(2)
    setAside(`${database}-wal`, keepAs && `${keepAs}-wal`)
    onStep(3)
    rmSync(`${database}-shm`, { force: true })
    syncFolder(paths.backups)
    renameSync(incoming, database)
    onStep(4)
  }
  if (existsSync(`${incoming}-wal`)) renameSync(`${incoming}-wal`, `${database}-wal`)
  syncFolder(data)
  removeDatabase(incoming)
  rmSync(journalOf(paths), { force: true })
  syncFolder(data)
  onStep(5)
}

function setAside(path: string, keepAs: string | null): void {
  if (!existsSync(path)) return
  if (keepAs === null) rmSync(path)
  else renameSync(path, keepAs)
}
