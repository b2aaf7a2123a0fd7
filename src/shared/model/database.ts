import { z } from 'zod'
import { Fault } from '../contract/faults.ts'
import { Count, Instant } from './time.ts'

/** Why a backup was made: asked for, the week was over, before the schema changed, before another database took this one's place. */
export const BackupReason = z.enum(['manual', 'weekly', 'migration', 'restore'])
export type BackupReason = z.infer<typeof BackupReason>

/** A file in the backups folder. `schemaVersion` is the name of its last migration. */
export const Backup = z.object({
  name: z.string(),
  at: Instant,
  bytes: Count,
  schemaVersion: z.string(),
  reason: BackupReason,
})
export type Backup = z.infer<typeof Backup>

export const DatabaseTaskKind = z.enum(['check', 'backUp', 'restore', 'compact', 'export', 'move'])
export type DatabaseTaskKind = z.infer<typeof DatabaseTaskKind>

/** What a task that is done has brought about. `finding` is null when the database is sound. */
export const DatabaseResult = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('check'), finding: z.string().nullable() }),
  z.object({ kind: z.literal('backUp'), backup: Backup }),
  /** `keptAs` names the backup that the database before has become; null when there was none. */
  z.object({ kind: z.literal('restore'), backup: z.string(), keptAs: z.string().nullable() }),
  z.object({ kind: z.literal('compact'), bytesBefore: Count, bytesAfter: Count }),
  z.object({ kind: z.literal('export'), path: z.string(), bytes: Count }),
  /** Weir starts again in the new folder by itself when `restarts`. */
  z.object({ kind: z.literal('move'), folder: z.string(), restarts: z.boolean() }),
])
export type DatabaseResult = z.infer<typeof DatabaseResult>

/** Work on the whole database: one at a time. The last one stays until the next begins or Weir ends. */
export const DatabaseTask = z.object({
  kind: DatabaseTaskKind,
  status: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** Whether `database.cancel` can end it now. */
  cancellable: z.boolean(),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  /** How far it is, 0 to 1; null when nobody can tell. */
  fraction: z.number().min(0).max(1).nullable(),
  /** Set when it is done. */
  result: DatabaseResult.nullable(),
  /** Set when it failed. */
  fault: Fault.nullable(),
})
export type DatabaseTask = z.infer<typeof DatabaseTask>

export const DatabaseInfo = z.object({
  path: z.string(),
  bytes: Count,
  walBytes: Count,
  /** Free on its disk. */
  freeBytes: Count,
  /** What compacting would give back; null while the database cannot be read. */
  reclaimableBytes: Count.nullable(),
  /** The name of its last migration; null while the database cannot be read. */
  schemaVersion: z.string().nullable(),
  integrityCheckedAt: Instant.nullable(),
  /** What the last integrity check found; null when the database was sound, or never checked. */
  integrityFinding: z.string().nullable(),
  /** Newest first. */
  backups: z.array(Backup),
  task: DatabaseTask.nullable(),
})
export type DatabaseInfo = z.infer<typeof DatabaseInfo>
