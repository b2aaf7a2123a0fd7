import type { Spread } from '../../../shared/model/flow-metrics.ts'
import { quantile } from '../quantile.ts'

/** The values that are known (not NaN), ascending. */
export const ascending = (values: Float64Array): Float64Array => values.filter(value => !Number.isNaN(value)).sort()

/** Median and percentiles of durations (ms); NaN stands for an unknown one and is left out. */
export function spreadOf(values: Float64Array): Spread {
  const sorted = ascending(values)
  return {
    medianMs: quantile(sorted, 0.5),
    p70Ms: quantile(sorted, 0.7),
    p85Ms: quantile(sorted, 0.85),
    p95Ms: quantile(sorted, 0.95),
    items: sorted.length,
  }
}
