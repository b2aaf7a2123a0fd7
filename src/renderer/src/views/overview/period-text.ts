import type { ServiceId } from '../../../../shared/model/ids.ts'
import type { MetricsFilter } from '../../../../shared/model/metrics.ts'
import type { Repository } from '../../../../shared/model/repository.ts'
import type { Service } from '../../../../shared/model/service.ts'
import { formatCount, formatNoun } from '../../format/number.ts'
import { formatDate } from '../../format/time.ts'
import { placeOf } from '../repository-rule/services/service-text.ts'

/** The calendar days of a half-open span: `1 Jan 2026 – 31 Mar 2026`, or one day alone. */
export function spanText({ from, to, timeZone }: Pick<MetricsFilter, 'from' | 'to' | 'timeZone'>): string {
  const first = formatDate(from, timeZone)
  const last = formatDate(to - 1, timeZone)
  return first === last ? first : `${first} – ${last}`
}

/** Which of the active repositories a filter takes: a name, or how many of how many. */
export function repositoriesText(
  { repositoryIds: chosen }: Pick<MetricsFilter, 'repositoryIds'>,
  active: readonly Pick<Repository, 'id' | 'name'>[],
): string {
  const all = formatNoun(active.length, 'repository', 'repositories')
  if (active.length === 0) return 'All repositories'
  if (chosen === null) return active.length === 1 ? (active[0]?.name ?? all) : `All ${all}`
  if (chosen.length === 1) return active.find(each => each.id === chosen[0])?.name ?? `1 of ${all}`
  return `${formatCount(chosen.length)} of ${all}`
}

/** Which of the services a filter takes: `shop / api`, or how many of how many; null where there are none. */
export function servicesText(
  chosen: readonly ServiceId[] | null,
  services: readonly Pick<Service, 'id' | 'name' | 'repositoryId'>[],
  repositories: readonly Pick<Repository, 'id' | 'name'>[],
): string | null {
  if (services.length === 0) return null
  const all = formatNoun(services.length, 'service')
  if (chosen === null) return `All ${all}`
  if (chosen.length > 1) return `${formatCount(chosen.length)} of ${all}`
  const service = services.find(({ id }) => id === chosen[0])
  const repository = repositories.find(({ id }) => id === service?.repositoryId)
  return service && repository ? placeOf({ repositoryName: repository.name, serviceName: service.name }) : `1 of ${all}`
}
