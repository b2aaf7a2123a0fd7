import { type Finding, failing, healthy, warning } from './finding.ts'

const megabyte = 1024 * 1024
const day = 86_400_000

/** The log is emptied at 32 MB and cut down to 64 MB: so much of it means that something keeps it from being emptied. */
export const walLimitBytes = 256 * megabyte
/** Checks are due weekly: after so long, none has been possible for weeks. */
export const uncheckedLimitMs = 30 * day
const wasteShare = 0.5
const wasteBytes = 256 * megabyte

export interface DatabaseMeasure {
  /** Null when the file is gone. */
  readonly bytes: number | null
  readonly walBytes: number
  readonly pages: number
  readonly freePages: number
  readonly pageBytes: number
  readonly integrityCheckedAt: number | null
  readonly integrityFinding: string | null
  readonly checking: boolean
}

export function judgeDatabase(measure: DatabaseMeasure, now: number): Finding {
  const { bytes, walBytes, pages, freePages, pageBytes, integrityCheckedAt, integrityFinding } = measure
  const reclaimableBytes = freePages * pageBytes
  const freeShare = pages === 0 ? 0 : freePages / pages
  const facts = {
    bytes,
    walBytes,
    pages,
    freeShare,
    reclaimableBytes,
    integrityCheckedAt,
    integrityFinding,
    checking: measure.checking,
  }
  if (bytes === null)
    return failing(
      'The database file is no longer in the data folder.',
      'Close Weir, put the file back or restore a backup, then start again.',
      facts,
    )
  if (integrityFinding !== null)
    return failing(
      'The integrity check found damage in the database.',
      'Restore the newest backup. A sync then fetches again what came after it.',
      facts,
    )
  if (walBytes > walLimitBytes)
    return warning(
      'The log beside the database (weir.db-wal) is larger than it should be.',
      'Close other programs that have the database open. If it stays large, restart Weir.',
      facts,
    )
  if (integrityCheckedAt !== null && now - integrityCheckedAt > uncheckedLimitMs)
    return warning('The database has not been checked for damage for a month.', 'Check it now.', facts)
  if (freeShare > wasteShare && reclaimableBytes > wasteBytes)
    return healthy('More than half of the database file is unused.', facts, 'Compact the database to free that space.')
  return healthy(
    integrityCheckedAt === null
      ? 'The database works; it has not been checked for damage yet.'
      : 'The last check found no damage.',
    facts,
  )
}
