import type { DataSource } from '../../../../shared/model/connection.ts'
import type { Repository } from '../../../../shared/model/repository.ts'

/** A data source and, once it was synced, the repository made from it. */
export interface SourceRow {
  readonly source: DataSource
  readonly repository: Repository | null
}

/** Each data source with its repository, by name. */
export function sourceRows(sources: readonly DataSource[], repositories: readonly Repository[]): readonly SourceRow[] {
  const bySource = new Map(repositories.map(repository => [repository.dataSourceId, repository]))
  return sources
    .map(source => ({ source, repository: bySource.get(source.id) ?? null }))
    .toSorted((a, b) => a.source.name.localeCompare(b.source.name, 'en'))
}
