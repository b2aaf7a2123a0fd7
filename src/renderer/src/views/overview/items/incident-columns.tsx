import type { Incident } from '../../../../../shared/model/incidents.ts'
import { type ItemColumn, itemColumns } from '../../../components/item-table/columns.ts'
import { formatDuration } from '../../../format/duration.ts'
import { formatDateTime } from '../../../format/time.ts'
import { MissingCell } from './duration-cell.tsx'
import { sourceText } from './incident-texts.ts'
import classes from './items.module.css'
import { openColumn, repositoryColumn } from './shared-columns.tsx'

const column = itemColumns<Incident>()

/** The columns of incidents; the repository's only where there are several. */
export function incidentColumns(timeZone: string, withRepository: boolean): ItemColumn<Incident>[] {
  return [
    column.display({
      id: 'title',
      header: 'Incident',
      cell: ({ row }) => <span title={row.original.title}>{row.original.title}</span>,
    }),
    column.display({
      id: 'source',
      header: 'Told by',
      meta: { width: '9.5rem' },
      cell: ({ row }) => sourceText[row.original.source],
    }),
    ...(withRepository ? [repositoryColumn<Incident>()] : []),
    column.display({
      id: 'began',
      header: 'Began',
      meta: { width: '10.5rem' },
      cell: ({ row }) => formatDateTime(row.original.beganAt, timeZone),
    }),
    column.display({
      id: 'lasted',
      header: 'Lasted',
      meta: { width: '8rem', align: 'right' },
      cell: ({ row: { original } }) =>
        original.resolvedAt === null ? (
          <MissingCell>open</MissingCell>
        ) : (
          formatDuration(Math.max(0, original.resolvedAt - original.beganAt))
        ),
    }),
    column.display({
      id: 'deployment',
      header: 'Deployment',
      meta: { width: '11rem' },
      cell: ({ row: { original } }) => (
        <>
          {original.deploymentName ?? <MissingCell>none</MissingCell>}{' '}
          {original.byHand && <span className={classes['tag']}>by hand</span>}
        </>
      ),
    }),
    openColumn<Incident>(),
  ]
}
