import type { DatabaseInfo } from '../../shared/model/database.ts'

const weekMs = 7 * 24 * 3_600_000
/** After one that failed (the disk is full, say) it is not tried again at once. */
const afterFailureMs = 24 * 3_600_000

/** Whether the weekly backup is due: nothing that holds the present database is younger than a week. `triedAt` is the last try; times in epoch ms. */
export function isWeeklyDue(backups: DatabaseInfo['backups'], triedAt: number | null, now: number): boolean {
  if (triedAt !== null && now - triedAt >= 0 && now - triedAt < afterFailureMs) return false
  const last = backups.find(({ reason, at }) => reason !== 'restore' && at <= now)
  return last === undefined || now - last.at >= weekMs
}
