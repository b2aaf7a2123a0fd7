import type { PullNumberName, PullNumbers } from '../../../shared/model/pull-requests.ts'
import { bucketAt } from './cohort.ts'

/** Where each bin begins; the last has no end. */
const begins: Readonly<Record<PullNumberName, readonly number[]>> = {
  lines: [0, 10, 25, 50, 100, 200, 400, 800, 1_600],
  files: [0, 2, 3, 5, 8, 13, 21, 34],
  rounds: [1, 2, 3, 4, 5],
  comments: [0, 1, 2, 3, 5, 8, 13, 21],
}

/** How many of the numbers are in each bin. */
export function numberBins(of: PullNumberName, numbers: Float64Array): PullNumbers['bins'] {
  const bounds = begins[of].map((start, i, all) => ({ start, end: all[i + 1] ?? Number.POSITIVE_INFINITY }))
  const items = new Array<number>(bounds.length).fill(0)
  for (const number of numbers) {
    const bin = bucketAt(bounds, number)
    if (bin >= 0) items[bin] = (items[bin] ?? 0) + 1
  }
  return numbers.length === 0
    ? []
    : bounds.map(({ start, end }, i) => ({
        from: start,
        to: end === Number.POSITIVE_INFINITY ? null : end,
        items: items[i] ?? 0,
      }))
}
