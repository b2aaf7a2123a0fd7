import type { CommitItem } from '../../../../../shared/model/commit-activity.ts'
import { type ItemColumn, itemColumns } from '../../../components/item-table/columns.ts'
import { CopySha } from '../../../components/item-table/copy-sha.tsx'
import { formatCount } from '../../../format/number.ts'
import { formatDateTime } from '../../../format/time.ts'
import { MissingCell } from './duration-cell.tsx'
import classes from './items.module.css'
import { repositoryColumn } from './shared-columns.tsx'

const column = itemColumns<CommitItem>()

/** The columns of commits with their lines, once those are counted. */
export function commitColumns(timeZone: string, withRepository: boolean): ItemColumn<CommitItem>[] {
  return [
    column.display({
      id: 'sha',
      header: 'Commit',
      meta: { width: '7rem' },
      cell: ({ row }) => <CopySha sha={row.original.sha} />,
    }),
    column.display({
      id: 'subject',
      header: 'Subject',
      cell: ({ row }) => (
        <span title={row.original.subject}>
          {row.original.merge && <span className={classes['tag']}>merge</span>} {row.original.subject}
        </span>
      ),
    }),
    column.display({
      id: 'author',
      header: 'Author',
      meta: { width: '10rem' },
      cell: ({ row }) => row.original.author,
    }),
    ...(withRepository ? [repositoryColumn<CommitItem>()] : []),
    column.display({
      id: 'authored',
      header: 'Authored',
      meta: { width: '10rem' },
      cell: ({ row }) => formatDateTime(row.original.authoredAt, timeZone),
    }),
    column.display({
      id: 'lines',
      header: 'Lines + / −',
      meta: { width: '9rem', align: 'right' },
      cell: ({ row: { original } }) =>
        isBare(original) ? (
          <MissingCell>–</MissingCell>
        ) : original.additions === null || original.deletions === null ? (
          <MissingCell>not known</MissingCell>
        ) : (
          `+${formatCount(original.additions)} −${formatCount(original.deletions)}`
        ),
    }),
    column.display({
      id: 'files',
      header: 'Files',
      meta: { width: '4.5rem', align: 'right' },
      cell: ({ row: { original } }) =>
        isBare(original) ? <MissingCell>–</MissingCell> : original.files !== null && formatCount(original.files),
    }),
  ]
}

/** A merge that changes nothing of its own: git counts no lines for it. */
const isBare = ({ merge, files }: CommitItem): boolean => merge && files === 0
