import { sizeOf } from './database-probe.ts'
import { judgeDisk } from './disk-health.ts'
import { type Probe, singleProbe } from './probe.ts'

/** As `fs.promises.statfs` answers. */
export type ReadDisk = (
  folder: string,
) => Promise<{ readonly bavail: number; readonly blocks: number; readonly bsize: number }>

/** Looks at the free space of the disk that holds the data folder. */
export function diskProbe(paths: { readonly data: string; readonly database: string }, readDisk: ReadDisk): Probe {
  return singleProbe('disk', 'Disk space', 60_000, async () => {
    const { bavail, blocks, bsize } = await readDisk(paths.data)
    const [database, wal] = await Promise.all([sizeOf(paths.database), sizeOf(`${paths.database}-wal`)])
    return judgeDisk({
      freeBytes: bavail * bsize,
      totalBytes: blocks * bsize,
      databaseBytes: (database ?? 0) + (wal ?? 0),
    })
  })
}
