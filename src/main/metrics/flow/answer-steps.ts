import type { FlowFilter } from '../../../shared/model/flow-filter.ts'
import type { FlowSteps } from '../../../shared/model/flow-metrics.ts'
import { FlowStepId } from '../../../shared/model/ids.ts'
import { periodBefore } from '../calendar.ts'
import { quantile } from '../quantile.ts'
import { findingsOf } from './findings.ts'
import { finishedItems } from './finished-items.ts'
import { flaggedTimes } from './flagged-time.ts'
import { flowOf } from './flow-of.ts'
import type { FlowView } from './flow-view.ts'
import { missingItems } from './missing-items.ts'
import { returnsIn, returnWays } from './returns.ts'
import { ascending } from './spread.ts'
import { stepTimes } from './step-times.ts'

/** Where does it wait: time in each step, flow efficiency, flagged time and moves back of the items finished in the period. */
export function answerSteps(view: FlowView, filter: FlowFilter): FlowSteps {
  const items = finishedItems(view, filter)
  const { steps, efficiency } = stepTimes(view, items)
  const { shares, activeMs, cycleMs } = efficiency
  const before = periodBefore(filter, filter.timeZone)
  const earlier = stepTimes(view, finishedItems(view, before))
  const flagged = ascending(flaggedTimes(view, items).filter(ms => ms > 0))
  const running = [...steps.values()].reduce((total, { totalMs }) => total + totalMs, 0)
  const ids = (flowOf(view)?.steps ?? [])
    .filter(({ id, category }) => category !== 'done' || (steps.get(id)?.totalMs ?? 0) > 0)
    .map(({ id }) => id)
  return {
    finished: items.issues.length,
    flowSteps: [...(flowOf(view)?.steps ?? [])],
    steps: [...(steps.has(0) ? [0] : []), ...ids].map(id => {
      const known = steps.get(id)
      return {
        stepId: id === 0 ? null : FlowStepId.parse(id),
        items: known?.items ?? 0,
        medianMs: known?.medianMs ?? null,
        p85Ms: known?.p85Ms ?? null,
        totalMs: known?.totalMs ?? 0,
        share: running > 0 ? (known?.totalMs ?? 0) / running : null,
      }
    }),
    efficiency: {
      median: quantile(shares, 0.5),
      overall: cycleMs > 0 ? Math.min(1, activeMs / cycleMs) : null,
      activeMs,
      cycleMs,
      items: shares.length,
    },
    flagged: { items: flagged.length, totalMs: flagged.reduce((a, b) => a + b, 0), medianMs: quantile(flagged, 0.5) },
    previous: { ...before, efficiencyMedian: quantile(earlier.efficiency.shares, 0.5) },
    returns: returnWays(returnsIn(view, filter)).map(({ from, to, moves, items: count }) => ({
      fromStepId: FlowStepId.parse(from),
      toStepId: FlowStepId.parse(to),
      moves,
      items: count,
    })),
    findings: findingsOf(view, filter),
    noData: missingItems(view) ?? (items.issues.length === 0 ? 'none_finished_in_period' : null),
  }
}
