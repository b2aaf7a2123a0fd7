/** A stretch of time with the items that lie in it: those from index `begin` to before `end`. */
export interface Slice {
  readonly start: number
  readonly end: number
  readonly first: number
  readonly next: number
}

/** Cuts instants (ascending, none before the first stretch) at the ends of consecutive stretches. */
export function slices(
  instants: Float64Array,
  stretches: readonly { readonly start: number; readonly end: number }[],
): readonly Slice[] {
  let next = 0
  return stretches.map(({ start, end }) => {
    const first = next
    while ((instants[next] ?? Number.POSITIVE_INFINITY) < end) next++
    return { start, end, first, next }
  })
}
