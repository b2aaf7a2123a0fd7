import type { CycleTimeQuestion, FlowCycleTime } from '../../../shared/model/flow-metrics.ts'
import { bucketsOf, periodBefore } from '../calendar.ts'
import { timeDots, timesOf, timeTrend } from './cycle-time.ts'
import { findingsOf } from './findings.ts'
import { finishedItems } from './finished-items.ts'
import type { FlowView } from './flow-view.ts'
import { histogram } from './histogram.ts'
import { missingItems } from './missing-items.ts'
import { spreadOf } from './spread.ts'
import type { WithoutKeys } from './without-keys.ts'

/** How long does work take: cycle and lead time of the items finished in the period, and of those in the period before. */
export function answerCycleTime(view: FlowView, { filter, of }: CycleTimeQuestion): WithoutKeys<FlowCycleTime> {
  const items = finishedItems(view, filter)
  const times = timesOf(items, of)
  const before = periodBefore(filter, filter.timeZone)
  const earlier = finishedItems(view, before)
  const cycle = spreadOf(items.cycleMs)
  return {
    finished: items.issues.length,
    cycle,
    lead: spreadOf(items.leadMs),
    buckets: [...timeTrend(items, times, bucketsOf(filter, filter.bucket, filter.timeZone))],
    histogram: histogram(times),
    dots: timeDots(view.snapshot, items, times, filter),
    previous: { ...before, cycle: spreadOf(earlier.cycleMs), lead: spreadOf(earlier.leadMs) },
    findings: findingsOf(view, filter),
    noData:
      missingItems(view) ??
      (items.issues.length === 0
        ? 'none_finished_in_period'
        : of === 'cycle' && cycle.items === 0
          ? 'none_with_start'
          : null),
  }
}
