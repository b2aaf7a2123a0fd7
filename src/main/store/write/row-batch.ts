import type { Database } from 'better-sqlite3'

export type Cell = number | string | Buffer | null

export interface RowBatch {
  add(...cells: readonly Cell[]): void
  /** Writes what is held back; to be called before the transaction ends, and before anything reads or removes such rows. */
  flush(): void
}

/** Rows per statement: narrow rows gain from it. */
const rowsPerStatement = 64

/** Inserts narrow rows, many per statement. `into` is `table (columns)`. */
export function createRowBatch(db: Database, into: string, width: number): RowBatch {
  const row = `(${Array(width).fill('?').join(', ')})`
  const one = db.prepare<Cell[]>(`insert into ${into} values ${row}`)
  const many = db.prepare<[Cell[]]>(`insert into ${into} values ${Array(rowsPerStatement).fill(row).join(', ')}`)
  let held: Cell[] = []

  return {
    add(...cells) {
      for (const cell of cells) held.push(cell)
      if (held.length < width * rowsPerStatement) return
      many.run(held)
      held = []
    },
    flush() {
      for (let at = 0; at < held.length; at += width) one.run(...held.slice(at, at + width))
      held = []
    },
  }
}
