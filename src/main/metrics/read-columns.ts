import type { Database } from 'better-sqlite3'
import { concatenate } from './concatenate.ts'

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

/** Ids whose rows are texts at a time: texts and parsed numbers of all rows would take five times what is kept of them. */
const idsAtOnce = 20_000

/**
 * As `readNumbers`, of rows whose ids lie in a range (both ends included), in its order. The SELECT takes the first and the last id of a
 * part of the range, then the other parameters.
 */
export function readNumberRange<Column extends string>(
  db: Database,
  columns: readonly Column[],
  select: string,
  [first, last]: readonly [first: number, last: number],
  parameters: Parameters = [],
): Readonly<Record<Column, Float64Array>> {
  const read = db.prepare<unknown[], string[]>(asTexts(columns, select)).raw()
  const parts: Float64Array[][] = []
  for (let from = first; from <= last; from += idsAtOnce) {
    const texts = read.get(from, Math.min(from + idsAtOnce - 1, last), ...parameters) ?? []
    parts.push(texts.map(text => Float64Array.from(JSON.parse(text) as readonly number[])))
  }
  return columnsOf(columns, i => concatenate(parts.map(part => part[i] ?? new Float64Array())))
}

function readJson<Column extends string, Value>(
  db: Database,
  columns: readonly Column[],
  select: string,
  parameters: Parameters,
): Record<Column, readonly Value[]> {
  const texts =
    db
      .prepare<unknown[], string[]>(asTexts(columns, select))
      .raw()
      .get(...parameters) ?? []
  return columnsOf(columns, i => JSON.parse(texts[i] ?? '[]') as readonly Value[])
}

const asTexts = (columns: readonly string[], select: string) =>
  `select ${columns.map(column => `json_group_array(${column})`).join(', ')} from (${select})`

const columnsOf = <Column extends string, Values>(columns: readonly Column[], values: (place: number) => Values) =>
  Object.fromEntries(columns.map((column, i) => [column, values(i)])) as Record<Column, Values>
