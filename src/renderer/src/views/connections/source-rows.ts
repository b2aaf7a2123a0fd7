import type { DataSource, SourceIssues } from '../../../../shared/model/connection.ts'
import type { Repository } from '../../../../shared/model/repository.ts'

/** A data source and, once it was synced, the repository made from it. */
export interface SourceRow {
  readonly source: DataSource
  readonly repository: Repository | null
  /** Null where none was ever read. */
  readonly issues: number | null
}

/** Each data source with what was read from it, by name. */
export function sourceRows(
  sources: readonly DataSource[],
  repositories: readonly Repository[],
  counts: readonly SourceIssues[],
): readonly SourceRow[] {
  const issues = new Map(counts.map(({ dataSourceId, issues }) => [dataSourceId, issues]))
  const bySource = new Map(repositories.map(repository => [repository.dataSourceId, repository]))
  return sources
    .map(source => ({
      source,
      repository: bySource.get(source.id) ?? null,
      issues: issues.get(source.id) ?? null,
    }))
    .toSorted((a, b) => a.source.name.localeCompare(b.source.name, 'en'))
}
