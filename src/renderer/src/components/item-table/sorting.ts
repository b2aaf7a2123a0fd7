import { useState } from 'react'

/** What the rows are sorted by: a column's sort, by its name. */
export interface SortOrder<By extends string = string> {
  readonly by: By
  readonly descending: boolean
}

/** Sorts a table by its column heads. */
export interface TableSorting {
  readonly order: SortOrder
  /** A column's head was pressed. */
  readonly onSort: (order: SortOrder) => void
}

/** How the column can be sorted by, if at all. */
export interface ColumnSort {
  readonly by: string
  /** The first press sorts names from A, and numbers and dates from the greatest. */
  readonly firstDescending: boolean
}

/** The order a press on a column's head leads to: its own first one, then the other way round. */
export const nextOrder = (now: SortOrder, { by, firstDescending }: ColumnSort): SortOrder => ({
  by,
  descending: now.by === by ? !now.descending : firstDescending,
})

/** The order of a list, as long as it is open; only sorts that `parse` knows are taken. */
export function useSorting<By extends string>(initial: SortOrder<By>, parse: (by: string) => By) {
  const [order, setOrder] = useState(initial)
  const onSort = ({ by, descending }: SortOrder) => setOrder({ by: parse(by), descending })
  return { order, sorting: { order, onSort } satisfies TableSorting }
}
