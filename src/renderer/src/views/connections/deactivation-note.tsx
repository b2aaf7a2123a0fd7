import type { ConnectionDetail, ConnectorSummary } from '../../../../shared/model/connection.ts'
import { useRequest } from '../../api/use-request.ts'
import { Notice } from '../../components/notice.tsx'
import { formatNoun } from '../../format/number.ts'

export interface DeactivationNoteProps {
  readonly existing: ConnectionDetail
  readonly chosen: ReadonlySet<string>
  readonly noun: ConnectorSummary['sourceNoun']
}

/** What disappears from the metrics when the choice is saved. */
export function DeactivationNote({ existing, chosen, noun }: DeactivationNoteProps) {
  const repositories = useRequest('repositories.list', undefined)
  const dropped = existing.dataSources.filter(source => source.active && !chosen.has(source.externalId))
  if (dropped.length === 0) return null
  const ids = new Set(dropped.map(source => source.id))
  const affected = repositories.data?.filter(repository => ids.has(repository.dataSourceId)) ?? []
  const commits = affected.reduce((sum, { commits }) => sum + commits, 0)
  const deployments = affected.reduce((sum, { deployments }) => sum + deployments, 0)
  return (
    <Notice tone="warning" title={`${formatNoun(dropped.length, noun.one, noun.many)} will be deactivated`}>
      {`${formatNoun(commits, 'commit')} and ${formatNoun(deployments, 'deployment')} disappear from every metric. They come back when you choose ${dropped.length === 1 ? 'it' : 'them'} again.`}
    </Notice>
  )
}
