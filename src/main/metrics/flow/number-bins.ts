/** Values from `from` to `to`, both included, and how many of them there are. */
export interface NumberBin {
  readonly from: number
  readonly to: number
  readonly count: number
}

/** Whole numbers (ascending, finite) in at most `most` bins of equal width without gaps, from the least to the greatest. */
export function numberBins(sorted: Float64Array, most: number): readonly NumberBin[] {
  const least = sorted[0]
  const greatest = sorted.at(-1)
  if (least === undefined || greatest === undefined) return []
  const width = Math.ceil((greatest - least + 1) / most)
  const counts = new Array<number>(Math.floor((greatest - least) / width) + 1).fill(0)
  for (const value of sorted) {
    const bin = Math.floor((value - least) / width)
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return counts.map((count, bin) => ({ from: least + bin * width, to: least + (bin + 1) * width - 1, count }))
}
