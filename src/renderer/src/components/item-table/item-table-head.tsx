import type { ReactTable } from '@tanstack/react-table'
import type { itemFeatures } from './columns.ts'
import classes from './item-table.module.css'

/** The columns' widths and names; it stays while the rows scroll. */
export function ItemTableHead<Row extends object>({ table }: { readonly table: ReactTable<typeof itemFeatures, Row> }) {
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
          {headers.map(header => (
            <th key={header.id} scope="col" data-align={header.column.columnDef.meta?.align}>
              <table.FlexRender header={header} />
            </th>
          ))}
        </tr>
      </thead>
    </>
  )
}
