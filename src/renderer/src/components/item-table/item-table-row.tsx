import { memo, type ReactNode } from 'react'
import classes from './item-table.module.css'

export interface ItemTableRowProps {
  readonly id: string
  readonly index: number
  /** Undefined while it is on its way. */
  readonly item: object | undefined
  readonly columns: readonly object[]
  readonly isAtCursor: boolean
  readonly isOpenable: boolean
  /** Draws the cells, from the item and the columns alone. */
  readonly cells: () => ReactNode
}

/** A row; drawn anew only when its item, the columns or the cursor change, not with each step of scrolling. */
export const ItemTableRow = memo(
  function ItemTableRow({ id, index, item, columns, isAtCursor, isOpenable, cells }: ItemTableRowProps) {
    return (
      <tr
        id={id}
        data-index={index}
        aria-rowindex={index + 2}
        aria-selected={isAtCursor}
        className={classes['row']}
        data-openable={isOpenable || undefined}
      >
        {item ? (
          cells()
        ) : (
          <td colSpan={columns.length}>
            <span className={classes['pending']} />
          </td>
        )}
      </tr>
    )
  },
  (before, after) =>
    before.item === after.item &&
    before.index === after.index &&
    before.columns === after.columns &&
    before.isAtCursor === after.isAtCursor,
)
