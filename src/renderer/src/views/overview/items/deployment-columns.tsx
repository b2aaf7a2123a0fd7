import type { DeploymentItem } from '../../../../../shared/model/metrics.ts'
import { type ItemColumn, itemColumns } from '../../../components/item-table/columns.ts'
import { CopySha } from '../../../components/item-table/copy-sha.tsx'
import { formatCount } from '../../../format/number.ts'
import { formatDateTime } from '../../../format/time.ts'
import { DurationCell, MissingCell } from './duration-cell.tsx'
import classes from './items.module.css'
import { openColumn, repositoryColumn } from './shared-columns.tsx'

const column = itemColumns<DeploymentItem>()

/** The columns of deployments; the repository's only where there are several. */
export function deploymentColumns(timeZone: string, withRepository: boolean): ItemColumn<DeploymentItem>[] {
  return [
    column.display({
      id: 'name',
      header: 'Deployment',
      cell: ({ row: { original } }) => (
        <>
          <strong>{original.name}</strong> {original.failed && <span className={classes['tag']}>failed</span>}
          {original.unplanned && <span className={classes['tag']}>unplanned</span>}
        </>
      ),
    }),
    ...(withRepository ? [repositoryColumn<DeploymentItem>()] : []),
    column.display({
      id: 'finished',
      header: 'Finished',
      meta: { width: '10.5rem' },
      cell: ({ row }) => formatDateTime(row.original.finishedAt, timeZone),
    }),
    column.display({
      id: 'sha',
      header: 'Commit',
      meta: { width: '8rem' },
      cell: ({ row }) =>
        row.original.sha === null ? <MissingCell>not known</MissingCell> : <CopySha sha={row.original.sha} />,
    }),
    column.display({
      id: 'changes',
      header: 'Changes',
      meta: { width: '8.5rem', align: 'right' },
      cell: ({ row }) =>
        row.original.changes === null ? <MissingCell>first known</MissingCell> : formatCount(row.original.changes),
    }),
    column.display({
      id: 'leadTime',
      header: 'Median lead time',
      meta: { width: '9.5rem', align: 'right' },
      cell: ({ row }) => <DurationCell ms={row.original.medianLeadTimeMs} missing="no data" />,
    }),
    openColumn<DeploymentItem>(),
  ]
}
