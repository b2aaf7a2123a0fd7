import type { FlowFilter } from '../../../shared/model/flow-filter.ts'
import { bucketsOf } from '../calendar.ts'

const dayMs = 24 * 3_600_000
/** Above this many days a bucket's end stands for its days. */
const mostDays = 400

/** The end of each day of the period up to now, the present one's being now; of a long period the end of each bucket. Ascending. */
export function dayEnds(filter: FlowFilter, now: number): Float64Array {
  const to = Math.min(filter.to, now)
  if (to <= filter.from) return new Float64Array()
  const bucket = (to - filter.from) / dayMs > mostDays ? (filter.bucket === 'day' ? 'week' : filter.bucket) : 'day'
  return Float64Array.from(bucketsOf({ from: filter.from, to }, bucket, filter.timeZone), ({ end }) =>
    Math.min(end, to),
  )
}
