import type { PageRequest } from '../../shared/model/metrics.ts'

export interface ListOrder {
  readonly descending: boolean
  readonly page: PageRequest
}

/**
 * The page of `items` when they are sorted by a value each, then by themselves; those without one (NaN) come last, whichever
 * way. Only the page itself is sorted: what comes before and after it is merely told apart (Hoare's selection).
 */
export function pageInOrder(
  items: Int32Array,
  value: (item: number) => number,
  { descending, page: { offset, limit } }: ListOrder,
): Int32Array {
  const sign = descending ? -1 : 1
  const values = new Float64Array(items.length)
  const order = new Int32Array(items.length)
  for (let k = 0; k < items.length; k++) {
    const signed = sign * value(items[k] ?? 0)
    values[k] = Number.isNaN(signed) ? Number.POSITIVE_INFINITY : signed
    order[k] = k
  }
  const compare = (one: number, other: number) => {
    const [a = 0, b = 0] = [values[one], values[other]]
    return a === b ? sign * ((items[one] ?? 0) - (items[other] ?? 0)) : a < b ? -1 : 1
  }
  const end = Math.min(offset + limit, items.length)
  settle(order, offset, compare)
  settle(order, end, compare)
  return order
    .slice(Math.min(offset, end), end)
    .sort(compare)
    .map(k => items[k] ?? 0)
}

/** Moves what comes before a rank in front of it, and what comes after it behind it. */
function settle(order: Int32Array, rank: number, compare: (one: number, other: number) => number): void {
  let low = 0
  let high = order.length - 1
  if (rank > high) return
  while (low < high) {
    const pivot = order[(low + high) >> 1] ?? 0
    let i = low
    let j = high
    while (i <= j) {
      while (compare(order[i] ?? 0, pivot) < 0) i++
      while (compare(order[j] ?? 0, pivot) > 0) j--
      if (i > j) break
      const swapped = order[i] ?? 0
      order[i++] = order[j] ?? 0
      order[j--] = swapped
    }
    if (rank <= j) high = j
    else if (rank >= i) low = i
    else return
  }
}
