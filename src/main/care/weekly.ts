import type { DatabaseInfo } from '../../shared/model/database.ts'
import type { Logger } from '../ports.ts'
import type { DatabaseCare } from './care.ts'

/** Not at the very start, when everything else begins too. */
const firstLookMs = 60_000
/** Often, for it is put off while a job runs. */
const betweenLooksMs = 10 * 60_000

const weekMs = 7 * 24 * 3_600_000
/** After one that failed (the disk is full, say) it is not tried again at once. */
const afterFailureMs = 24 * 3_600_000

/** Whether the weekly backup is due: nothing that holds the present database is younger than a week. `triedAt` is the last try; times in epoch ms. */
export function isWeeklyDue(backups: DatabaseInfo['backups'], triedAt: number | null, now: number): boolean {
  if (triedAt !== null && now - triedAt >= 0 && now - triedAt < afterFailureMs) return false
  const last = backups.find(({ reason, at }) => reason !== 'restore' && at <= now)
  return last === undefined || now - last.at >= weekMs
}

/** Looks from time to time whether the weekly backup is due. Returns what ends that. */
export function lookWeekly(care: Pick<DatabaseCare, 'backUpWeekly'>, logger: Logger): () => void {
  let timer: NodeJS.Timeout
  const look = () => {
    care.backUpWeekly().catch(error => logger.error('The weekly backup could not be looked after', { error }))
    timer = setTimeout(look, betweenLooksMs).unref()
  }
  timer = setTimeout(look, firstLookMs).unref()
  return () => clearTimeout(timer)
}
