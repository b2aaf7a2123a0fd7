/** The place of the first value that is greater than a moment; that of none is their number. `ascending` may hold equal ones. */
export function firstAfter(ascending: Float64Array, moment: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ascending[middle] ?? 0) > moment) high = middle
    else low = middle + 1
  }
  return low
}
