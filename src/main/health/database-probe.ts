import { stat } from 'node:fs/promises'
import { sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { Database } from '../store/schema.ts'
import { judgeDatabase } from './database-health.ts'
import { type Probe, singleProbe } from './probe.ts'

export interface DatabaseProbeParts {
  readonly db: ReadonlyKysely<Database>
  readonly path: string
  readonly now: () => number
  readonly isChecking: () => boolean
}

/** Looks at the database's size, its log, its unused pages and what the last integrity check found. */
export function databaseProbe({ db, path, now, isChecking }: DatabaseProbeParts): Probe {
  return singleProbe('database', 'Database', 60_000, async () => {
    const upkeep = await db.selectFrom('upkeep').selectAll().executeTakeFirstOrThrow()
    const measure = {
      bytes: await sizeOf(path),
      walBytes: (await sizeOf(`${path}-wal`)) ?? 0,
      ...(await readPages(db)),
      integrityCheckedAt: upkeep.integrity_checked_at,
      integrityFinding: upkeep.integrity_finding,
      checking: isChecking(),
    }
    return judgeDatabase(measure, now())
  })
}

/** How many pages the file has and how many of them are unused; read from its header, whatever its size. */
async function readPages(db: ReadonlyKysely<Database>) {
  return db
    .selectNoFrom([
      sql<number>`(select page_count from pragma_page_count())`.as('pages'),
      sql<number>`(select freelist_count from pragma_freelist_count())`.as('freePages'),
      sql<number>`(select page_size from pragma_page_size())`.as('pageBytes'),
    ])
    .executeTakeFirstOrThrow()
}

/** Bytes; null when there is no such file. */
export async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
