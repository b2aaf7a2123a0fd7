import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** The name of the database in a data folder. */
export const databaseEntry = 'weir.db'

/** What of a data folder is Weir's own and moves with it. Locks and sockets are made anew; the rest is the shell's or the user's. */
export const ownEntries: readonly string[] = [
  databaseEntry,
  `${databaseEntry}-wal`,
  'backups',
  'mirrors',
  'vault.key',
  'vault.json',
  'preferences.json',
  'web-sessions.json',
  'logs',
]

/** The file that says where the data in a folder has come from, until the old copies are gone. */
export const arrivalIn = (folder: string): string => join(folder, 'moved-from.json')

export const Arrival = z.object({ version: z.literal(1), folder: z.string() })

/** The folder that this one's data is moving or has moved from; null when there is none. */
export function arrivedFrom(folder: string): string | null {
  const file = arrivalIn(folder)
  return existsSync(file) ? Arrival.parse(JSON.parse(readFileSync(file, 'utf8'))).folder : null
}
