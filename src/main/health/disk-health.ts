import { type Finding, failing, healthy, warning } from './finding.ts'

const megabyte = 1024 * 1024

export interface DiskMeasure {
  readonly freeBytes: number
  readonly totalBytes: number
  /** Of the database with its log. */
  readonly databaseBytes: number
}

/** Below it the next page of a sync may no longer fit: the log alone takes up to 64 MB. */
export const errorBelowBytes = (databaseBytes: number): number => Math.max(200 * megabyte, databaseBytes * 0.1)

/** Below it a backup, or a compaction (which needs room for two copies), may no longer fit. */
export const warningBelowBytes = (databaseBytes: number): number => Math.max(1024 * megabyte, databaseBytes * 2)

export function judgeDisk(measure: DiskMeasure): Finding {
  const { freeBytes, databaseBytes } = measure
  const wantedBytes = warningBelowBytes(databaseBytes)
  const facts = { ...measure, wantedBytes }
  if (freeBytes < errorBelowBytes(databaseBytes))
    return failing(
      'The disk that holds the data folder is full, or nearly so: syncs may fail at any moment.',
      'Free some space on that disk, or move the data folder to a larger one.',
      facts,
    )
  if (freeBytes < wantedBytes)
    return warning(
      'Little space is left on the disk that holds the data folder: backups and compaction may not fit.',
      'Free some space on that disk, or move the data folder to a larger one.',
      facts,
    )
  return healthy('There is enough space on the disk.', facts)
}
