import type { Database } from 'better-sqlite3'

type Parameters = readonly (number | string)[]

/**
 * The rows of a SELECT as one array per column. SQLite hands every column over as one JSON text: for hundreds of thousands of
 * rows that takes half as long as an object per row, and a fraction of the memory. The columns hold numbers, none of them null.
 */
export function readNumbers<Column extends string>(
  db: Database,
  columns: readonly Column[],
  select: string,
  parameters: Parameters,
): Readonly<Record<Column, readonly number[]>> {
  return readJson<Column, number>(db, columns, select, parameters)
}

/** As `readNumbers`, for columns that may be null. */
export function readNullableNumbers<Column extends string>(
  db: Database,
  columns: readonly Column[],
  select: string,
  parameters: Parameters,
): Readonly<Record<Column, readonly (number | null)[]>> {
  return readJson<Column, number | null>(db, columns, select, parameters)
}

function readJson<Column extends string, Value>(
  db: Database,
  columns: readonly Column[],
  select: string,
  parameters: Parameters,
): Record<Column, readonly Value[]> {
  const arrays = columns.map(column => `json_group_array(${column})`).join(', ')
  const texts =
    db
      .prepare<unknown[], string[]>(`select ${arrays} from (${select})`)
      .raw()
      .get(...parameters) ?? []
  return Object.fromEntries(columns.map((column, i) => [column, JSON.parse(texts[i] ?? '[]')])) as Record<
    Column,
    readonly Value[]
  >
}
