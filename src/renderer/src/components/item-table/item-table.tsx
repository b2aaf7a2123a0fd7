import { useTable } from '@tanstack/react-table'
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { type ItemColumn, itemFeatures } from './columns.ts'
import classes from './item-table.module.css'
import { type ItemRow, ItemTableBody } from './item-table-body.tsx'
import { ItemTableHead } from './item-table-head.tsx'
import { nextRow } from './next-row.ts'
import type { RowSource } from './row-source.ts'

export interface ItemTableProps<Row extends object> {
  readonly name: string
  readonly source: RowSource<Row>
  readonly columns: readonly ItemColumn<Row>[]
  /** Opens a row, by click or Enter. Without it rows are only read. */
  readonly onOpen?: (row: Row) => void
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
  const { name, source, columns, onOpen, copies, maxHeight } = props
  const { total } = source
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useState(-1)
  const virtual = useVirtualizer({
    count: total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    scrollPaddingStart: rowHeight,
    overscan: 12,
    onChange: view => showRange(view, source.show),
  })
  const items = virtual.getVirtualItems()
  const present = items.flatMap(item => source.at(item.index) ?? [])
  const table = useTable({ features: itemFeatures, columns: [...columns], data: present })
  const loaded = table.getRowModel().rows.values()
  const rows: ItemRow<Row>[] = items.map(({ index }) => ({
    index,
    row: source.at(index) === undefined ? undefined : loaded.next().value,
  }))

  const press = (event: KeyboardEvent) => {
    const row = cursor < 0 ? undefined : source.at(cursor)
    if (event.key === 'Enter' && row && event.target === event.currentTarget) return onOpen?.(row)
    if (row && copies && isCopy(event)) {
      event.preventDefault()
      return void navigator.clipboard.writeText(copies(row))
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1)
    const next = nextRow(event.key, cursor, total ?? 0, page)
    if (next === null) return
    event.preventDefault()
    setCursor(next)
    virtual.scrollToIndex(next)
  }
  // A table that the keyboard moves about in is a grid (ARIA in HTML allows it): it has the focus, a row the cursor.
  const isDrawn = items.some(item => item.index === cursor)
  const grid = { role: 'grid', tabIndex: 0, 'aria-activedescendant': isDrawn ? `${id}-${cursor}` : undefined }
  return (
    <div ref={scroller} className={classes['scroller']} style={maxHeight === undefined ? undefined : { maxHeight }}>
      <table
        {...grid}
        aria-label={name}
        aria-rowcount={total === undefined ? -1 : total + 1}
        aria-busy={total === undefined}
        className={classes['table']}
        data-autofocus
        onKeyDown={press}
      >
        <ItemTableHead table={table} />
        <ItemTableBody
          id={id}
          rows={rows}
          columns={columns.length}
          before={items[0]?.start ?? 0}
          after={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)}
          cursor={cursor}
          onPoint={setCursor}
          {...(onOpen && { onOpen })}
        />
      </table>
    </div>
  )
}

function showRange(view: Virtualizer<HTMLDivElement, Element>, show: RowSource<object>['show']) {
  const items = view.getVirtualItems()
  const [first, last] = [items[0], items.at(-1)]
  if (first && last) show(first.index, last.index)
}

const isCopy = (event: KeyboardEvent) =>
  event.key === 'c' && (event.ctrlKey || event.metaKey) && getSelection()?.isCollapsed !== false
