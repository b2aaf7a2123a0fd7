import { existsSync, statSync } from 'node:fs'
import { sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { DatabaseInfo, DatabaseTask } from '../../shared/model/database.ts'
import type { Paths } from '../ports.ts'
import { listBackups } from '../store/backup-files.ts'
import type { Database } from '../store/schema.ts'
import type { Premises } from './premises.ts'
import { freeBytesOf } from './room.ts'

/** The database's sizes and state. What only it can tell is null while it cannot be read. */
export async function databaseInfo(
  paths: Paths,
  premises: Pick<Premises, 'upkeep'>,
  task: DatabaseTask | null,
): Promise<DatabaseInfo> {
  return {
    path: paths.database,
    bytes: sizeOf(paths.database),
    walBytes: sizeOf(`${paths.database}-wal`),
    freeBytes: existsSync(paths.data) ? freeBytesOf(paths.data) : 0,
    ...(await factsWithin(premises)),
    backups: [...listBackups(paths.backups)],
    task,
  }
}

type Facts = Pick<DatabaseInfo, 'reclaimableBytes' | 'schemaVersion' | 'integrityCheckedAt' | 'integrityFinding'>

const unknown: Facts = {
  reclaimableBytes: null,
  schemaVersion: null,
  integrityCheckedAt: null,
  integrityFinding: null,
}

async function factsWithin(premises: Pick<Premises, 'upkeep'>): Promise<Facts> {
  const upkeep = premises.upkeep()
  if (!upkeep) return unknown
  try {
    return await readFacts(upkeep.db)
  } catch (error) {
    // Closed in this very moment.
    if (premises.upkeep() !== upkeep) return unknown
    throw error
  }
}

async function readFacts(db: ReadonlyKysely<Database>): Promise<Facts> {
  const row = await db
    .selectFrom('upkeep')
    .select([
      sql<number>`(select freelist_count from pragma_freelist_count) * (select page_size from pragma_page_size)`.as(
        'reclaimableBytes',
      ),
      sql<string>`(select max(name) from kysely_migration)`.as('schemaVersion'),
      'integrity_checked_at as integrityCheckedAt',
      'integrity_finding as integrityFinding',
    ])
    .executeTakeFirst()
  return row ?? unknown
}

/** Bytes of a file; 0 when there is none. */
export const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0
