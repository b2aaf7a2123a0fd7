import { VisuallyHidden } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { type ItemColumn, itemColumns } from '../../../components/item-table/columns.ts'
import classes from './items.module.css'

/** The name of an item's repository. */
export const repositoryColumn = <Row extends { readonly repositoryName: string }>(): ItemColumn<Row> =>
  itemColumns<Row>().display({
    id: 'repository',
    header: 'Repository',
    meta: { width: '8.5rem' },
    cell: ({ row }) => row.original.repositoryName,
  })

/** Shows that a row opens. */
export const openColumn = <Row extends object>(): ItemColumn<Row> =>
  itemColumns<Row>().display({
    id: 'open',
    header: () => <VisuallyHidden component="span">Open</VisuallyHidden>,
    meta: { width: '2.5rem', align: 'right' },
    cell: () => <IconChevronRight size={15} className={classes['chevron']} aria-hidden />,
  })
