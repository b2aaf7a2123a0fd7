import type { MetricsFilter } from '../../../../shared/model/metrics.ts'
import type { Repository } from '../../../../shared/model/repository.ts'
import { formatCount, formatNoun } from '../../format/number.ts'
import { formatDate } from '../../format/time.ts'

/** The calendar days of a half-open span: `1 Jan 2026 – 31 Mar 2026`, or one day alone. */
export function spanText({ from, to, timeZone }: Pick<MetricsFilter, 'from' | 'to' | 'timeZone'>): string {
  const first = formatDate(from, timeZone)
  const last = formatDate(to - 1, timeZone)
  return first === last ? first : `${first} – ${last}`
}

/** Which repositories a filter takes: a name, or how many of how many. */
export function repositoriesText(
  filter: Pick<MetricsFilter, 'repositoryIds'>,
  repositories: readonly Repository[],
): string {
  const active = repositories.filter(each => each.active)
  const chosen = filter.repositoryIds
  if (chosen === null)
    return active.length === 1
      ? (active[0]?.name ?? '')
      : `All ${formatNoun(active.length, 'repository', 'repositories')}`
  if (chosen.length === 1) return repositories.find(each => each.id === chosen[0])?.name ?? '1 repository'
  return `${formatCount(chosen.length)} of ${formatNoun(active.length, 'repository', 'repositories')}`
}
