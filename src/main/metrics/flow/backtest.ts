import type { CalendarBucket } from '../calendar.ts'
import { itemsOfChance, itemsWithin, type Trials } from './monte-carlo.ts'

export interface BacktestPoint {
  /** The forecast's first day begins, its last day ends. */
  readonly at: number
  readonly to: number
  readonly p50: number
  readonly p85: number
  readonly p95: number
  /** What was then done. */
  readonly actual: number
}

export interface BacktestOptions {
  /** How many days each forecast reaches ahead. */
  readonly ahead: number
  /** How many days before it each is drawn from. */
  readonly history: number
  /** The most forecasts, the latest of them ending with the last day; the others each `every` days before. */
  readonly points: number
  readonly every: number
}

/**
 * Forecasts as they would have been made in the past, each from the days before it alone, with what then happened; the oldest
 * first. `throughput` is that of `days`. Where a whole history was not there yet, there is no forecast.
 */
export function backtest(
  throughput: Int32Array,
  days: readonly CalendarBucket[],
  { ahead, history, points, every }: BacktestOptions,
  trials: Trials,
): readonly BacktestPoint[] {
  const made: BacktestPoint[] = []
  for (let point = 0; point < points; point++) {
    const begin = days.length - ahead - point * every
    const first = days[begin]
    const last = days[begin + ahead - 1]
    if (begin < history || !first || !last) break
    const sorted = itemsWithin(throughput.subarray(begin - history, begin), ahead, trials)
    made.push({
      at: first.start,
      to: last.end,
      p50: itemsOfChance(sorted, 0.5),
      p85: itemsOfChance(sorted, 0.85),
      p95: itemsOfChance(sorted, 0.95),
      actual: throughput.subarray(begin, begin + ahead).reduce((sum, done) => sum + done, 0),
    })
  }
  return made.reverse()
}
