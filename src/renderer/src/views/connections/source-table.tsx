import { Switch, Text, Tooltip } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { DataSource, SourceIssues } from '../../../../shared/model/connection.ts'
import type { Repository } from '../../../../shared/model/repository.ts'
import { useCommand } from '../../api/use-command.ts'
import { itemColumns } from '../../components/item-table/columns.ts'
import { ItemTable } from '../../components/item-table/item-table.tsx'
import { allRows } from '../../components/item-table/row-source.ts'
import { RelativeTime } from '../../components/relative-time.tsx'
import { formatCompact, formatCount } from '../../format/number.ts'
import { DeactivateDialog } from './deactivate-dialog.tsx'
import { type SourceRow, sourceRows } from './source-rows.ts'

export interface SourceTableProps {
  readonly sources: readonly DataSource[]
  readonly repositories: readonly Repository[]
  readonly issueCounts: readonly SourceIssues[]
  readonly name: string
}

/** A connection's data sources with what was read from each, and the switch that takes one out of the metrics. */
export function SourceTable({ sources, repositories, issueCounts, name }: SourceTableProps) {
  const rows = useMemo(() => sourceRows(sources, repositories, issueCounts), [sources, repositories, issueCounts])
  const setActive = useCommand('dataSources.setActive')
  const [deactivating, setDeactivating] = useState<DataSource | null>(null)
  const columns = sourceColumns(rows, source =>
    source.active ? setDeactivating(source) : setActive.mutate({ dataSourceId: source.id, active: true }),
  )
  return (
    <>
      <ItemTable name={name} source={allRows(rows)} columns={columns} maxHeight="34rem" />
      {deactivating && <DeactivateDialog source={deactivating} onClose={() => setDeactivating(null)} />}
    </>
  )
}

const numbers = [
  ['commits', 'Commits', '6rem'],
  ['authors', 'Authors', '5.25rem'],
  ['tags', 'Tags', '4.5rem'],
  ['branches', 'Branches', '5.75rem'],
  ['deployments', 'Deployments', '7.25rem'],
] as const

/** Only columns that some row has something for. */
function sourceColumns(rows: readonly SourceRow[], onToggle: (source: DataSource) => void) {
  const column = itemColumns<SourceRow>()
  const repositories = rows.some(({ repository }) => repository !== null)
  // A code host without a copy of the history tells of deployments alone.
  const history = rows.some(({ repository }) => repository !== null && repository.commits > 0)
  const shownNumbers = numbers.filter(([field]) => (field === 'deployments' ? repositories : history))
  const issues = rows.some(({ issues }) => issues !== null)
  const lines = column.display({
    id: 'lines',
    header: 'Lines +/−',
    meta: { width: '7.75rem', align: 'right' },
    cell: ({ row: { original } }) => original.repository && <Lines repository={original.repository} />,
  })
  const issueCount = column.display({
    id: 'issues',
    header: 'Issues',
    meta: { width: '6rem', align: 'right' },
    cell: ({ row: { original } }) => (original.issues === null ? '–' : formatCount(original.issues)),
  })
  return [
    column.display({
      id: 'active',
      header: 'Active',
      meta: { width: '4.5rem' },
      cell: ({ row: { original } }) => (
        <Switch
          size="xs"
          aria-label={`Active: ${original.source.name}`}
          checked={original.source.active}
          onChange={() => onToggle(original.source)}
        />
      ),
    }),
    column.display({
      id: 'name',
      header: 'Name',
      cell: ({ row: { original } }) => <Name row={original} />,
    }),
    ...shownNumbers.map(([field, header, width]) =>
      column.display({
        id: field,
        header,
        meta: { width, align: 'right' },
        cell: ({ row: { original } }) => (original.repository ? formatCount(original.repository[field]) : '–'),
      }),
    ),
    ...(history ? [lines] : []),
    ...(issues ? [issueCount] : []),
    column.display({
      id: 'synced',
      header: 'Last sync',
      meta: { width: '8.5rem' },
      cell: ({ row: { original } }) =>
        original.source.lastSyncAt === null ? 'Not yet' : <RelativeTime at={original.source.lastSyncAt} />,
    }),
  ]
}

function Name({ row: { source, repository } }: { readonly row: SourceRow }) {
  const where = repository?.path ?? source.description
  return (
    <Tooltip label={where}>
      <span>
        {source.name}{' '}
        <Text span size="xs" c="dimmed" ml={6}>
          {where}
        </Text>
      </span>
    </Tooltip>
  )
}

function Lines({ repository }: { readonly repository: Repository }) {
  const { additions, deletions, commitsWithoutStats, history } = repository
  const text = `+${formatCompact(additions)} −${formatCompact(deletions)}`
  if (commitsWithoutStats === 0) return text
  if (history !== 'clone' && additions + deletions === 0) {
    return (
      <Tooltip label="Only a clone tells lines: its commits are read through the API">
        <span>–</span>
      </Tooltip>
    )
  }
  return (
    <Tooltip label={`Lines of ${formatCount(commitsWithoutStats)} commits are not counted yet`}>
      <span>{text} …</span>
    </Tooltip>
  )
}
