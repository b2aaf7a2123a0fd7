import type { Database } from 'better-sqlite3'
import type { Period } from './calendar.ts'
import { concatenate } from './concatenate.ts'

/** What a SELECT of numbers gives for a period of time, by the first of its columns, a moment. */
export interface ColumnSource {
  /** Expressions; the first is the moment. */
  readonly columns: readonly string[]
  /** From, joins and conditions; its parameters are `before`, from, to and `after`. */
  readonly from: string
  readonly before: readonly (string | number)[]
  readonly after: readonly (string | number)[]
}

/** One array per column, by ascending moments; NaN for null. They are kept: nobody writes into them. */
export type Columns = readonly Float64Array[]

interface Kept extends Period {
  readonly columns: Columns
}

interface Shelf {
  readonly version: string
  readonly kept: Map<string, Kept>
}

/** Of each connection what was read last, as long as the data is the same. */
const shelves = new WeakMap<Database, Shelf>()
/** The columns of so many questions: hundreds of thousands of rows take ten megabytes or two. */
const most = 6

/**
 * Makes a reader of columns for periods of time. What it has read before, of any period, it does not read again while nothing in the database
 * has changed. Make it and use it in one transaction.
 */
export function columnReader(db: Database, source: ColumnSource): (period: Period) => Columns {
  const { kept } = shelfOf(db)
  const key = JSON.stringify(source)
  const read = ({ from, to }: Period): Columns =>
    from < to ? readColumns(db, source, { from, to }) : source.columns.map(() => new Float64Array())
  return period => {
    const known = kept.get(key)
    const meets = known && known.from <= period.to && period.from <= known.to
    const wider: Kept = meets
      ? {
          from: Math.min(known.from, period.from),
          to: Math.max(known.to, period.to),
          columns:
            known.from <= period.from && period.to <= known.to
              ? known.columns
              : joined([
                  read({ from: period.from, to: known.from }),
                  known.columns,
                  read({ from: known.to, to: period.to }),
                ]),
        }
      : { ...period, columns: read(period) }
    kept.delete(key)
    kept.set(key, wider)
    const [oldest] = kept.keys()
    if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    return within(wider.columns, period)
  }
}

function shelfOf(db: Database): Shelf {
  const version = `${db.pragma('data_version', { simple: true })} ${db.prepare('select total_changes()').pluck().get()}`
  const known = shelves.get(db)
  if (known?.version === version) return known
  const shelf = { version, kept: new Map<string, Kept>() }
  shelves.set(db, shelf)
  return shelf
}

function readColumns(db: Database, { columns, from, before, after }: ColumnSource, period: Period): Columns {
  const arrays = columns.map(column => `json_group_array(${column})`).join(', ')
  const texts = db
    .prepare<unknown[], string[]>(`select ${arrays} ${from}`)
    .raw()
    .get(...before, period.from, period.to, ...after)
  const read = (texts ?? []).map(text => numbers(JSON.parse(text)))
  const [moments] = read
  if (!moments || isAscending(moments)) return read
  const order = Array.from(moments, (_, i) => i).sort((a, b) => (moments[a] ?? 0) - (moments[b] ?? 0))
  return read.map(column => Float64Array.from(order, i => column[i] ?? Number.NaN))
}

function numbers(values: readonly (number | null)[]): Float64Array {
  const column = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) column[i] = values[i] ?? Number.NaN
  return column
}

function isAscending(moments: Float64Array): boolean {
  for (let i = 1; i < moments.length; i++) if ((moments[i] ?? 0) < (moments[i - 1] ?? 0)) return false
  return true
}

const joined = (parts: readonly Columns[]): Columns =>
  (parts[0] ?? []).map((_, c) => concatenate(parts.map(part => part[c] ?? new Float64Array())))

function within(columns: Columns, { from, to }: Period): Columns {
  const [moments = new Float64Array()] = columns
  const begin = firstFrom(moments, from)
  const end = firstFrom(moments, to)
  return columns.map(column => column.subarray(begin, end))
}

/** The values that are known, in an array of their own. */
export function knownOf(column: Float64Array): Float64Array {
  const known = new Float64Array(column.length)
  let count = 0
  for (const value of column) if (!Number.isNaN(value)) known[count++] = value
  return known.subarray(0, count)
}

/** The place of the first moment that is not before the one given. */
function firstFrom(moments: Float64Array, moment: number): number {
  let low = 0
  let high = moments.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((moments[middle] ?? 0) < moment) low = middle + 1
    else high = middle
  }
  return low
}
