/**
 * Without a commit graph: for each merge, the place of the first deployment finished after it (`unshipped` for none). `finishes`
 * ascend; the merges may come in any order.
 */
export function attributeByTime(merges: ArrayLike<number>, finishes: ArrayLike<number>): Int32Array {
  const shippedWith = new Int32Array(merges.length)
  for (let merge = 0; merge < merges.length; merge++) {
    const mergedAt = merges[merge] ?? 0
    let low = 0
    let high = finishes.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((finishes[middle] ?? 0) > mergedAt) high = middle
      else low = middle + 1
    }
    shippedWith[merge] = low < finishes.length ? low : -1
  }
  return shippedWith
}
