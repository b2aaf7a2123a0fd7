import type { FlowFilter } from '../../../shared/model/flow-filter.ts'
import type { FlowThroughput } from '../../../shared/model/flow-metrics.ts'
import { bucketsOf, type Period, periodBefore } from '../calendar.ts'
import { quantile } from '../quantile.ts'
import { findingsOf } from './findings.ts'
import { type FinishedItems, finishedItems } from './finished-items.ts'
import type { FlowView } from './flow-view.ts'
import { missingItems } from './missing-items.ts'
import { slices } from './slices.ts'

/** How many items were finished: per bucket, and the median over the whole weeks since the first item was created. */
export function answerThroughput(view: FlowView, filter: FlowFilter): FlowThroughput {
  const items = finishedItems(view, filter)
  const before = periodBefore(filter, filter.timeZone)
  const earlier = finishedItems(view, before)
  const weeks = perWholeWeek(view, items, filter, filter.timeZone)
  return {
    finished: items.issues.length,
    buckets: slices(items.doneAt, bucketsOf(filter, filter.bucket, filter.timeZone)).map(
      ({ start, end, first, next }) => ({ start, end, items: next - first }),
    ),
    medianPerWeek: quantile(weeks, 0.5),
    wholeWeeks: weeks.length,
    previous: {
      ...before,
      finished: earlier.issues.length,
      medianPerWeek: quantile(perWholeWeek(view, earlier, before, filter.timeZone), 0.5),
    },
    findings: findingsOf(view, filter),
    noData: missingItems(view) ?? (items.issues.length === 0 ? 'none_finished_in_period' : null),
  }
}

/** Items done in each whole ISO week of the period, ascending. Weeks before there was any item are left out. */
function perWholeWeek(view: FlowView, { doneAt }: FinishedItems, period: Period, timeZone: string): Float64Array {
  const { createdAt } = view.snapshot
  const first = view.selected.reduce(
    (least, issue) => Math.min(least, createdAt[issue] ?? least),
    Number.POSITIVE_INFINITY,
  )
  const counted = slices(doneAt, bucketsOf(period, 'week', timeZone)).filter(
    ({ start, end }) => start >= period.from && end <= period.to && end > first,
  )
  return Float64Array.from(counted, slice => slice.next - slice.first).sort()
}
