/** A window of a longer list: `total` is the length of the whole. */
export interface ListPage<Row> {
  readonly rows: Row[]
  readonly total: number
}
