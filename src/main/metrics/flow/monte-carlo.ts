/** Trials in which each coming day is as one of the past days, drawn at random. */
export interface Trials {
  readonly count: number
  readonly random: () => number
}

/** How many items are done within `days`, once for each trial, ascending. `sample` is the throughput of the past days, not empty. */
export function itemsWithin(sample: Int32Array, days: number, { count, random }: Trials): Float64Array {
  const results = new Float64Array(count)
  for (let trial = 0; trial < count; trial++) {
    let done = 0
    for (let day = 0; day < days; day++) done += sample[Math.floor(random() * sample.length)] ?? 0
    results[trial] = done
  }
  return results.sort()
}

/**
 * On which day (1 is the first) so many items are done, once for each trial, ascending; `Infinity` where they are not done
 * within the horizon, in days.
 */
export function daysUntil(sample: Int32Array, items: number, horizon: number, { count, random }: Trials): Float64Array {
  const results = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
  if (sample.every(done => done === 0)) return results
  for (let trial = 0; trial < count; trial++) {
    let left = items
    for (let day = 1; day <= horizon; day++) {
      left -= sample[Math.floor(random() * sample.length)] ?? 0
      if (left > 0) continue
      results[trial] = day
      break
    }
  }
  return results.sort()
}

/** The least day by which this share of the trials is done; `Infinity` where fewer are done at all. `sorted` is not empty. */
export const dayOfChance = (sorted: Float64Array, chance: number): number =>
  sorted[Math.max(0, Math.ceil(chance * sorted.length) - 1)] ?? Number.POSITIVE_INFINITY

/** The most items that this share of the trials reaches or exceeds. `sorted` is not empty. */
export const itemsOfChance = (sorted: Float64Array, chance: number): number =>
  sorted[Math.min(sorted.length - 1, sorted.length - Math.ceil(chance * sorted.length))] ?? 0
