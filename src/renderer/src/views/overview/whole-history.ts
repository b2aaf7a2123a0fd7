import type { Repository } from '../../../../shared/model/repository.ts'
import { dayAt, type PeriodChoice } from '../../format/period.ts'

/** From the first commit of any of the repositories to today (`now` in epoch ms). */
export function wholeHistory(
  repositories: readonly Pick<Repository, 'firstCommitAt'>[],
  now: number,
  timeZone: string,
): PeriodChoice {
  const first = Math.min(now, ...repositories.map(each => each.firstCommitAt ?? now))
  return { kind: 'custom', firstDay: dayAt(first, timeZone), lastDay: dayAt(now, timeZone) }
}
