import type { ConnectionDetail, ConnectorSummary } from '../../../../shared/model/connection.ts'
import type { DataSourceId } from '../../../../shared/model/ids.ts'
import { useRequest } from '../../api/use-request.ts'
import { Notice } from '../../components/notice.tsx'
import { locale } from '../../format/locale.ts'
import { formatNoun } from '../../format/number.ts'

export interface DeactivationNoteProps {
  readonly existing: ConnectionDetail
  readonly chosen: ReadonlySet<string>
  readonly noun: ConnectorSummary['sourceNoun']
}

/** What disappears from the metrics when the choice is saved. */
export function DeactivationNote({ existing, chosen, noun }: DeactivationNoteProps) {
  const repositories = useRequest('repositories.list', undefined)
  const issueCounts = useRequest('connections.issueCounts', { connectionId: existing.id })
  const dropped = existing.dataSources.filter(source => source.active && !chosen.has(source.externalId))
  if (dropped.length === 0) return null
  const ids = new Set(dropped.map(source => source.id))
  const ofDropped = (row: { readonly dataSourceId: DataSourceId }) => ids.has(row.dataSourceId)
  const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0)
  const affected = repositories.data?.filter(ofDropped) ?? []
  const issues = sum((issueCounts.data?.filter(ofDropped) ?? []).map(({ issues }) => issues))
  const lost = [
    ...(affected.length > 0
      ? [
          formatNoun(sum(affected.map(({ commits }) => commits)), 'commit'),
          formatNoun(sum(affected.map(({ deployments }) => deployments)), 'deployment'),
        ]
      : []),
    ...(issues > 0 ? [formatNoun(issues, 'issue')] : []),
  ]
  const it = dropped.length === 1 ? 'it' : 'them'
  return (
    <Notice tone="warning" title={`${formatNoun(dropped.length, noun.one, noun.many)} will be deactivated`}>
      {lost.length === 0
        ? `Nothing was synced from ${it} yet.`
        : `${list.format(lost)} disappear from every metric. They come back when you choose ${it} again.`}
    </Notice>
  )
}

const list = new Intl.ListFormat(locale, { type: 'conjunction' })
