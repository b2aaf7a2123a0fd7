import type { ChangeItem } from '../../../../../shared/model/metrics.ts'
import { type ItemColumn, itemColumns } from '../../../components/item-table/columns.ts'
import { CopySha } from '../../../components/item-table/copy-sha.tsx'
import { formatDateTime } from '../../../format/time.ts'
import { DurationCell, MissingCell } from './duration-cell.tsx'
import { repositoryColumn } from './shared-columns.tsx'

const column = itemColumns<ChangeItem>()

export interface ChangeColumnOptions {
  readonly timeZone: string
  readonly withRepository: boolean
  readonly withDeployment: boolean
  /** Lead times start with issues in progress, where these came first. */
  readonly fromIssues: boolean
}

/** The columns of changes: from the date its first commit was authored to its deployment. */
export function changeColumns(options: ChangeColumnOptions): ItemColumn<ChangeItem>[] {
  const { timeZone, withRepository, withDeployment, fromIssues } = options
  return [
    column.display({
      id: 'sha',
      header: 'Change',
      meta: { width: '7rem' },
      cell: ({ row: { original } }) =>
        original.pullRequest ? (
          `#${original.pullRequest.number}`
        ) : original.sha === null ? (
          <MissingCell>not known</MissingCell>
        ) : (
          <CopySha sha={original.sha} />
        ),
    }),
    column.display({
      id: 'subject',
      header: 'Subject',
      cell: ({ row }) => <span title={row.original.subject}>{row.original.subject}</span>,
    }),
    column.display({ id: 'author', header: 'Author', meta: { width: '9rem' }, cell: ({ row }) => row.original.author }),
    ...(withRepository ? [repositoryColumn<ChangeItem>()] : []),
    column.display({
      id: 'authored',
      header: 'Authored',
      meta: { width: '10rem' },
      cell: ({ row: { original } }) =>
        original.authoredAt === null ? (
          <MissingCell>not known</MissingCell>
        ) : (
          formatDateTime(original.authoredAt, timeZone)
        ),
    }),
    ...(withDeployment
      ? [
          column.display({
            id: 'deployment',
            header: 'Deployed with',
            meta: { width: '8rem' },
            cell: ({ row }) => (
              <span title={formatDateTime(row.original.deployedAt, timeZone)}>{row.original.deploymentName}</span>
            ),
          }),
        ]
      : []),
    ...(fromIssues
      ? [
          column.display({
            id: 'inProgress',
            header: 'Before coding',
            meta: { width: '9rem', align: 'right' },
            cell: ({ row }) => <DurationCell ms={row.original.inProgressMs} missing="–" />,
          }),
        ]
      : []),
    column.display({
      id: 'leadTime',
      header: 'Lead time',
      meta: { width: '9rem', align: 'right' },
      cell: ({ row }) => <DurationCell ms={row.original.leadTimeMs} missing="dated later" />,
    }),
  ]
}
