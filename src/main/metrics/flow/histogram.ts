import type { FlowCycleTime } from '../../../shared/model/flow-metrics.ts'
import { quantile } from '../quantile.ts'
import { ascending } from './spread.ts'

const hour = 3_600_000
const day = 24 * hour

const widths = [
  ...[0.25, 0.5, 1, 2, 3, 4, 6, 12].map(count => count * hour),
  ...[1, 2, 3, 5, 7, 10, 14, 30, 60, 90, 180, 365].map(count => count * day),
]
const mostBins = 24

/**
 * Durations (ms, NaN left out) in bins of a width people count in, [from, to). What takes longer than one and a half times the
 * 95th percentile is gathered in a last bin without an end, so that a few outliers do not squeeze the rest.
 */
export function histogram(values: Float64Array): FlowCycleTime['histogram'] {
  const sorted = ascending(values)
  const longest = sorted.at(-1)
  return longest === undefined ? [] : histogramUpTo(sorted, longest, quantile(sorted, 0.95) ?? longest)
}

/** As `histogram`, of durations in any order whose longest and 95th percentile are known. */
export function histogramUpTo(values: Float64Array, longest: number, p95: number): FlowCycleTime['histogram'] {
  const reach = Math.min(longest, 1.5 * p95)
  const width = widths.find(candidate => reach / candidate < mostBins) ?? Math.ceil(reach / mostBins / day) * day
  const count = Math.floor(reach / width) + 1
  const hasTail = longest >= count * width
  const bins = new Array<number>(count + (hasTail ? 1 : 0)).fill(0)
  for (const value of values) {
    const bin = Math.min(Math.floor(value / width), bins.length - 1)
    bins[bin] = (bins[bin] ?? 0) + 1
  }
  return bins.map((items, bin) => ({ fromMs: bin * width, toMs: bin < count ? (bin + 1) * width : null, items }))
}
