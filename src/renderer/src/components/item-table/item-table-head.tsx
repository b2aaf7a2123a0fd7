import type { ReactTable } from '@tanstack/react-table'
import type { itemFeatures } from './columns.ts'
import classes from './item-table.module.css'
import { ariaSort, SortButton } from './sort-button.tsx'
import type { TableSorting } from './sorting.ts'

interface ItemTableHeadProps<Row extends object> {
  readonly table: ReactTable<typeof itemFeatures, Row>
  readonly sorting: TableSorting | undefined
}

/** The columns' widths and names; it stays while the rows scroll. */
export function ItemTableHead<Row extends object>({ table, sorting }: ItemTableHeadProps<Row>) {
  const headers = table.getHeaderGroups().flatMap(group => group.headers)
  return (
    <>
      <colgroup>
        {headers.map(header => (
          <col key={header.id} style={{ width: header.column.columnDef.meta?.width }} />
        ))}
      </colgroup>
      <thead className={classes['head']}>
        <tr aria-rowindex={1}>
          {headers.map(header => {
            const { align, sort } = header.column.columnDef.meta ?? {}
            const name = <table.FlexRender header={header} />
            return (
              <th key={header.id} scope="col" data-align={align} aria-sort={ariaSort(sort, sorting)}>
                {sort && sorting ? (
                  <SortButton sort={sort} sorting={sorting}>
                    {name}
                  </SortButton>
                ) : (
                  name
                )}
              </th>
            )
          })}
        </tr>
      </thead>
    </>
  )
}
