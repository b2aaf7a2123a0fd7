import { existsSync, readFileSync, rmSync } from 'node:fs'
import { readdir, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { removeDatabase } from '../store/copy-database.ts'
import { syncFolder } from '../store/durable.ts'
import { arrivalIn, arrivedFrom, ownEntries } from './own-entries.ts'
import { writeWhole } from './write-whole.ts'

/** Work under way outside the data folder, written down so that a crash leaves nothing there for good. */
const Unfinished = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('export'), draft: z.string() }),
  z.object({ kind: z.literal('move'), target: z.string(), made: z.boolean() }),
])
export type Unfinished = z.infer<typeof Unfinished>

/** How an export is called until it is whole. */
export const draftEnd = '.weir-part'

export const noteIn = (data: string): string => join(data, 'unfinished.json')

/** Says what is about to be begun outside the data folder. */
export const noteUnfinished = (data: string, work: Unfinished) => writeWhole(noteIn(data), JSON.stringify(work))

/** The work outside is whole: it stays. */
export function forgetUnfinished(data: string): void {
  rmSync(noteIn(data), { force: true })
  syncFolder(data)
}

/** Deletes what unfinished work has left outside the data folder, if there is any. A disk that is not there keeps it for the next time. */
export async function removeUnfinished(data: string): Promise<void> {
  const note = noteIn(data)
  if (!existsSync(note)) return
  const work = Unfinished.parse(JSON.parse(readFileSync(note, 'utf8')))
  if (work.kind === 'export' && work.draft.endsWith(draftEnd)) removeDatabase(work.draft)
  if (work.kind === 'move') await removeArrivals(data, work)
  forgetUnfinished(data)
}

async function removeArrivals(data: string, { target, made }: Unfinished & { readonly kind: 'move' }): Promise<void> {
  if (!existsSync(target)) return
  if (arrivedFrom(target) === data) {
    for (const name of ownEntries) await rm(join(target, name), { recursive: true, force: true })
    await rm(arrivalIn(target), { force: true })
  }
  if (made && (await readdir(target)).length === 0) await rmdir(target)
}
