/**
 * Quantiles as `quantile` has them (Hyndman and Fan's type 7), without sorting: `values` are only moved about as far as that takes
 * (Hoare's selection). `fractions` ascend. Null for each when there are no values.
 */
export function selectQuantiles(values: Float64Array, fractions: readonly number[]): (number | null)[] {
  let settled = 0
  return fractions.map(fraction => {
    if (values.length === 0) return null
    const rank = (values.length - 1) * fraction
    const below = Math.floor(rank)
    settle(values, below, Math.min(settled, below))
    settled = below
    const lower = values[below] ?? 0
    if (rank === below) return lower
    let upper = Number.POSITIVE_INFINITY
    for (let i = below + 1; i < values.length; i++) upper = Math.min(upper, values[i] ?? upper)
    return lower + (rank - below) * (upper - lower)
  })
}

/** Puts the value of that rank in its place, nothing larger before it and nothing smaller behind. What lies before `from` is settled. */
function settle(values: Float64Array, rank: number, from: number): void {
  let low = from
  let high = values.length - 1
  while (low < high) {
    const pivot = values[(low + high) >> 1] ?? 0
    let i = low
    let j = high
    while (i <= j) {
      while ((values[i] ?? pivot) < pivot) i++
      while ((values[j] ?? pivot) > pivot) j--
      if (i > j) break
      const swapped = values[i] ?? 0
      values[i++] = values[j] ?? 0
      values[j--] = swapped
    }
    if (rank <= j) high = j
    else if (rank >= i) low = i
    else return
  }
}
