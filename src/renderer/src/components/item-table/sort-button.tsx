import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './item-table.module.css'
import { type ColumnSort, nextOrder, type TableSorting } from './sorting.ts'

interface SortButtonProps {
  readonly sort: ColumnSort
  readonly sorting: TableSorting
  readonly children: ReactNode
}

/** A column's name that sorts by it; it shows which way it does. */
export function SortButton({ sort, sorting: { order, onSort }, children }: SortButtonProps) {
  const Arrow = order.descending ? IconArrowDown : IconArrowUp
  return (
    <button type="button" className={classes['sort']} onClick={() => onSort(nextOrder(order, sort))}>
      {children}
      {order.by === sort.by && <Arrow size={13} aria-hidden />}
    </button>
  )
}

/** How a column's head tells assistive technology the order. */
export function ariaSort(sort: ColumnSort | undefined, sorting: TableSorting | undefined) {
  if (sort === undefined || sort.by !== sorting?.order.by) return undefined
  return sorting.order.descending ? 'descending' : 'ascending'
}
