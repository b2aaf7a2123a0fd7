import { instantOf } from '../sdk/instant.ts'
import type { AccountRecord } from './records.ts'

/** What a change was made to, from and to. Values may be of any kind, and `toString` is every object's method too. */
export interface ChangeItem {
  readonly field: string
  readonly fieldId?: string | null
  readonly from?: unknown
  readonly fromString?: unknown
  readonly to?: unknown
  readonly toString: unknown
}

/** One entry of an issue's history. */
export interface RawHistory {
  readonly id: string
  /** Epoch ms. */
  readonly created: number
  readonly author: AccountRecord | null
  readonly items: readonly ChangeItem[]
}

/**
 * A history as it was sent; null when it cannot be one. Read by hand: there are a dozen for every issue, and a parser's copies
 * of them were a quarter of what the processor did.
 */
export function readHistory(record: unknown): RawHistory | null {
  if (!isObject(record)) return null
  const { id, created, author, items } = record
  const at = instantOf(created)
  if ((typeof id !== 'string' && typeof id !== 'number') || at === null) return null
  if (!Array.isArray(items) || !items.every(isChange)) return null
  return { id: String(id), created: at, author: isObject(author) ? author : null, items }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const isChange = (value: unknown): value is ChangeItem => {
  if (!isObject(value)) return false
  const { field, fieldId } = value
  return typeof field === 'string' && (fieldId === undefined || fieldId === null || typeof fieldId === 'string')
}
