import { flexRender, type Row as TableRow } from '@tanstack/react-table'
import type { itemFeatures } from './columns.ts'
import classes from './item-table.module.css'

/** A row on screen; without its data while that is on its way. */
export interface ItemRow<Row extends object> {
  readonly index: number
  readonly row: TableRow<typeof itemFeatures, Row> | undefined
}

export interface ItemTableBodyProps<Row extends object> {
  readonly id: string
  readonly rows: readonly ItemRow<Row>[]
  readonly columns: number
  /** The height (px) of the rows above and below those on screen. */
  readonly before: number
  readonly after: number
  readonly cursor: number
  readonly onPoint: (index: number) => void
  readonly onOpen?: (row: Row) => void
}

/** The rows on screen, between two spacers that stand for all others. */
export function ItemTableBody<Row extends object>(props: ItemTableBodyProps<Row>) {
  const { id, rows, columns, before, after, cursor, onPoint, onOpen } = props
  return (
    <tbody className={classes['body']}>
      <Spacer height={before} />
      {rows.map(({ index, row }) => (
        <tr
          key={index}
          id={`${id}-${index}`}
          aria-rowindex={index + 2}
          aria-selected={index === cursor}
          className={classes['row']}
          data-openable={onOpen !== undefined || undefined}
          onPointerDown={() => onPoint(index)}
          onClick={() => row && getSelection()?.isCollapsed !== false && onOpen?.(row.original)}
        >
          {row ? (
            row.getAllCells().map(cell => (
              <td key={cell.id} data-align={cell.column.columnDef.meta?.align}>
                {flexRender(cell.column.columnDef.cell, cell.getContext())}
              </td>
            ))
          ) : (
            <td colSpan={columns}>
              <span className={classes['pending']} />
            </td>
          )}
        </tr>
      ))}
      <Spacer height={after} />
    </tbody>
  )
}

const Spacer = ({ height }: { readonly height: number }) =>
  height > 0 ? (
    <tr aria-hidden>
      <td style={{ height, padding: 0, border: 0 }} />
    </tr>
  ) : null
