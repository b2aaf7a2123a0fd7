import type { ConnectionDetail, SourceOption } from '../../../../shared/model/connection.ts'

/** What a connection can sync as far as is known without verifying: what was found last, and its data sources besides. */
export function allOptions(
  existing: Pick<ConnectionDetail, 'latestOptions' | 'dataSources'> | null,
): readonly SourceOption[] {
  if (existing === null) return []
  const found = new Set(existing.latestOptions.map(option => option.externalId))
  const others = existing.dataSources
    .filter(source => !found.has(source.externalId))
    .map(({ externalId, name, kind, description }) => ({
      externalId,
      name,
      kind,
      description,
      warning: null,
      amount: null,
      suggested: false,
    }))
  return [...existing.latestOptions, ...others]
}
