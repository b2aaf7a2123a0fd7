import { useState } from 'react'
import type { PageRequest } from '../../../../shared/model/metrics.ts'

/** Rows by index, of which only some are there. */
export interface RowSource<Row> {
  /** How many there are in all; undefined until that is known. */
  readonly total: number | undefined
  /** The row at an index; undefined while it is on its way. */
  readonly at: (index: number) => Row | undefined
  /** Tells which rows are looked at. */
  readonly show: (first: number, last: number) => void
}

/** Rows per request. The rows on screen are always fewer, so that two windows hold them. */
export const windowRows = 200

/** The windows that hold the rows looked at; both are the same one unless the view lies across a border. */
export interface RowWindows {
  readonly first: PageRequest
  readonly second: PageRequest
  readonly show: (first: number, last: number) => void
}

/** Which windows of a long list to ask for. Begins with the first. */
export function useRowWindows(): RowWindows {
  const [[first, second], setWindows] = useState<readonly [number, number]>([0, 0])
  const show = (firstRow: number, lastRow: number) => {
    const next = [windowOf(firstRow), windowOf(lastRow)] as const
    setWindows(now => (now[0] === next[0] && now[1] === next[1] ? now : next))
  }
  return { first: page(first), second: page(second), show }
}

const windowOf = (row: number) => Math.floor(row / windowRows)
const page = (window: number): PageRequest => ({ offset: window * windowRows, limit: windowRows })

/** What arrived for a window. */
export interface WindowAnswer<Row> {
  readonly data: { readonly rows: readonly Row[]; readonly total: number } | undefined
}

/** The answers of both windows as rows by index. The last known total stays while a window is on its way. */
export function useRowSource<Row>(
  windows: RowWindows,
  first: WindowAnswer<Row>,
  second: WindowAnswer<Row>,
): RowSource<Row> {
  const [total, setTotal] = useState<number>()
  const known = first.data?.total ?? second.data?.total
  if (known !== undefined && known !== total) setTotal(known)
  return {
    total: known ?? total,
    show: windows.show,
    at: index => rowIn(windows.first, first, index) ?? rowIn(windows.second, second, index),
  }
}

const rowIn = <Row>({ offset }: PageRequest, { data }: WindowAnswer<Row>, index: number): Row | undefined =>
  data?.rows[index - offset]

/** Rows that are all here. */
export const allRows = <Row>(rows: readonly Row[]): RowSource<Row> => ({
  total: rows.length,
  at: index => rows[index],
  show: () => undefined,
})
