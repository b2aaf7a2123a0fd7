import type { Repository } from '../../../../shared/model/repository.ts'
import type { ChosenFilter } from './use-metrics-filter.ts'

/** How many services a filter's numbers put together; a repository without any is one. */
export function countMeasured(
  { filter, services }: Pick<ChosenFilter, 'filter' | 'services'>,
  repositories: readonly Pick<Repository, 'id'>[],
): number {
  if (filter.serviceIds) return filter.serviceIds.length
  const told = new Set(services.map(({ repositoryId }) => repositoryId))
  return services.length + repositories.filter(({ id }) => !told.has(id)).length
}
