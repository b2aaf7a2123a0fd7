import { createColumnHelper, type DisplayColumnDef, tableFeatures } from '@tanstack/react-table'
import type { ColumnSort } from './sorting.ts'

export interface ItemColumnMeta {
  /** A CSS width; a column without one shares what is left. */
  readonly width?: string
  readonly align?: 'right'
  /** A column without it cannot be sorted by. */
  readonly sort?: ColumnSort
}

const columnMeta: ItemColumnMeta = {}
export const itemFeatures = tableFeatures({ columnMeta })

/** A column of an item table: `header` is its text, `cell` draws a row's value. */
export type ItemColumn<Row extends object> = DisplayColumnDef<typeof itemFeatures, Row, unknown>

/** Makes the columns of one kind of row. */
export const itemColumns = <Row extends object>() => createColumnHelper<typeof itemFeatures, Row>()
