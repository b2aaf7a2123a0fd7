/**
 * A quantile by linear interpolation between closest ranks (Hyndman and Fan's type 7, as in R, NumPy and spreadsheets).
 * `sorted` ascends, `fraction` is 0..1. Null when there are no values.
 */
export function quantile(sorted: ArrayLike<number>, fraction: number): number | null {
  const rank = (sorted.length - 1) * fraction
  const below = sorted[Math.floor(rank)]
  const above = sorted[Math.ceil(rank)]
  if (below === undefined || above === undefined) return null
  return below + (rank - Math.floor(rank)) * (above - below)
}
