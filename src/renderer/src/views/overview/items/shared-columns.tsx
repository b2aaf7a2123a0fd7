import { VisuallyHidden } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { type ItemColumn, itemColumns } from '../../../components/item-table/columns.ts'
import { placeOf } from '../../repository-rule/services/service-text.ts'
import classes from './items.module.css'

/** Where an item is from: its repository, and of that the service. */
export const repositoryColumn = <
  Row extends { readonly repositoryName: string; readonly serviceName?: string | null },
>(): ItemColumn<Row> =>
  itemColumns<Row>().display({
    id: 'repository',
    header: 'Repository',
    meta: { width: '8.5rem' },
    cell: ({ row: { original } }) => {
      const place = placeOf({ serviceName: null, ...original })
      return <span title={place}>{place}</span>
    },
  })

/** Shows that a row opens. */
export const openColumn = <Row extends object>(): ItemColumn<Row> =>
  itemColumns<Row>().display({
    id: 'open',
    header: () => <VisuallyHidden component="span">Open</VisuallyHidden>,
    meta: { width: '2.5rem', align: 'right' },
    cell: () => <IconChevronRight size={15} className={classes['chevron']} aria-hidden />,
  })
