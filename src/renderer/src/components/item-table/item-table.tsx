import { flexRender, useTable } from '@tanstack/react-table'
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type SyntheticEvent, useId, useRef, useState } from 'react'
import { type ItemColumn, itemFeatures } from './columns.ts'
import classes from './item-table.module.css'
import { ItemTableHead } from './item-table-head.tsx'
import { ItemTableRow } from './item-table-row.tsx'
import { nextRow } from './next-row.ts'
import type { RowSource } from './row-source.ts'
import type { SortOrder, TableSorting } from './sorting.ts'
import { SpacerRow } from './spacer-row.tsx'

export interface ItemTableProps<Row extends object> {
  readonly name: string
  readonly source: RowSource<Row>
  /** The same array from one drawing to the next: rows are drawn anew when it is another. */
  readonly columns: ItemColumn<Row>[]
  /** Sorts by column heads; without it none can be pressed. */
  readonly sorting?: TableSorting
  /** Opens a row, by click or Enter. Without it rows are only read. */
  readonly onOpen?: (row: Row) => void
  /** Marks the row the cursor is on, by Space. */
  readonly onMark?: (row: Row) => void
  /** What Ctrl/⌘ C copies from the row the cursor is on. */
  readonly copies?: (row: Row) => string
  /** The greatest height (CSS); by default the table fills its parent. */
  readonly maxHeight?: string
}

const rowHeight = 36

/**
 * A table of any length: only the rows on screen exist, and only their windows are asked for. One tab stop; the arrow keys
 * move a cursor over the rows, Enter opens the row under it.
 */
export function ItemTable<Row extends object>(props: ItemTableProps<Row>) {
  const { name, source, columns, sorting, onOpen, onMark, copies, maxHeight } = props
  const total = source.total ?? 0
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useState(-1)
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    scrollPaddingStart: rowHeight,
    overscan: 8,
    onChange: view => showRange(view, source.show),
  })
  const items = virtual.getVirtualItems()
  const present = items.flatMap(item => source.at(item.index) ?? [])
  const table = useTable({ features: itemFeatures, columns, data: present })
  const drawn = new Map(table.getRowModel().rows.map(row => [row.original, row]))

  const press = (event: KeyboardEvent) => {
    const row = cursor < 0 ? undefined : source.at(cursor)
    if (event.key === 'Enter' && row && event.target === event.currentTarget) return onOpen?.(row)
    if (event.key === ' ' && row && onMark && event.target === event.currentTarget) {
      event.preventDefault()
      return onMark(row)
    }
    if (row && copies && isCopy(event)) {
      event.preventDefault()
      return void navigator.clipboard.writeText(copies(row))
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1)
    const next = nextRow(event.key, cursor, total, page)
    if (next === null) return
    event.preventDefault()
    setCursor(next)
    virtual.scrollToIndex(next)
  }
  const sort = (order: SortOrder) => {
    setCursor(-1)
    virtual.scrollToOffset(0)
    sorting?.onSort(order)
  }
  // A table that the keyboard moves about in is a grid (ARIA in HTML allows it): it has the focus, a row the cursor.
  const grid = {
    role: 'grid',
    tabIndex: 0,
    'aria-activedescendant': items.some(item => item.index === cursor) ? `${id}-${cursor}` : undefined,
    onKeyDown: press,
    onPointerDown: (event: SyntheticEvent) => setCursor(now => rowAt(event) ?? now),
    onClick: (event: SyntheticEvent) => {
      const row = source.at(rowAt(event) ?? -1)
      if (row && isNothingSelected() && !isOnControl(event)) onOpen?.(row)
    },
  }
  return (
    <div ref={scroller} className={classes['scroller']} style={maxHeight === undefined ? undefined : { maxHeight }}>
      <table
        {...grid}
        aria-label={name}
        aria-rowcount={source.total === undefined ? -1 : total + 1}
        aria-busy={source.total === undefined}
        className={classes['table']}
        data-autofocus
      >
        <ItemTableHead table={table} sorting={sorting && { ...sorting, onSort: sort }} />
        <tbody>
          <SpacerRow height={items[0]?.start ?? 0} />
          {items.map(({ index }) => {
            const item = source.at(index)
            return (
              <ItemTableRow
                key={index}
                id={`${id}-${index}`}
                index={index}
                item={item}
                columns={columns}
                isAtCursor={index === cursor}
                isOpenable={onOpen !== undefined}
                cells={() =>
                  item &&
                  drawn
                    .get(item)
                    ?.getAllCells()
                    .map(cell => (
                      <td key={cell.id} data-align={cell.column.columnDef.meta?.align}>
                        {flexRender(cell.column.columnDef.cell, cell.getContext())}
                      </td>
                    ))
                }
              />
            )
          })}
          <SpacerRow height={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} />
        </tbody>
      </table>
    </div>
  )
}

function showRange(view: Virtualizer<HTMLDivElement, Element>, show: RowSource<object>['show']) {
  const items = view.getVirtualItems()
  const [first, last] = [items[0], items.at(-1)]
  if (first && last) show(first.index, last.index)
}

const isNothingSelected = () => getSelection()?.isCollapsed !== false

const isCopy = (event: KeyboardEvent) => event.key === 'c' && (event.ctrlKey || event.metaKey) && isNothingSelected()

/** Whether an event is one of a control in a row, which has a meaning of its own. */
const isOnControl = ({ target }: SyntheticEvent) =>
  target instanceof Element && target.closest('button, a, input, label, [data-control]') !== null

/** The index of the row an event happened in; undefined in the head. */
function rowAt({ target }: SyntheticEvent): number | undefined {
  const index = target instanceof Element ? target.closest<HTMLElement>('tr[data-index]')?.dataset['index'] : undefined
  return index === undefined ? undefined : Number(index)
}
