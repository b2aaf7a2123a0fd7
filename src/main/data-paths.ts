import { join } from 'node:path'
import type { Paths } from './ports.ts'

/** Where things lie in a data folder, the same in every shell. `data` must be absolute. */
export const pathsIn = (data: string): Paths => ({
  data,
  database: join(data, 'weir.db'),
  backups: join(data, 'backups'),
  mirrors: join(data, 'mirrors'),
})

/** The shell's log file in a data folder. */
export const logFileIn = (data: string): string => join(data, 'logs', 'weir.log')
