import type { FlowDots, Spread, TimeKind } from '../../../shared/model/flow-metrics.ts'
import { IssueId } from '../../../shared/model/ids.ts'
import type { CalendarBucket, Period } from '../calendar.ts'
import { quantile } from '../quantile.ts'
import { gatherDots } from './dots.ts'
import type { FinishedItems } from './finished-items.ts'
import type { FlowSnapshot } from './flow-snapshot.ts'
import { slices } from './slices.ts'
import { ascending } from './spread.ts'

export interface TimeBucket extends CalendarBucket, Pick<Spread, 'medianMs' | 'p85Ms' | 'items'> {}

/** The times of an item of that kind: NaN where it has none. */
export const timesOf = (items: FinishedItems, kind: TimeKind): Float64Array =>
  kind === 'cycle' ? items.cycleMs : items.leadMs

/** Median and 85th percentile of the items finished in each bucket. */
export function timeTrend(
  items: FinishedItems,
  times: Float64Array,
  buckets: readonly CalendarBucket[],
): readonly TimeBucket[] {
  return slices(items.doneAt, buckets).map(({ start, end, first, next }) => {
    const sorted = ascending(times.subarray(first, next))
    return { start, end, medianMs: quantile(sorted, 0.5), p85Ms: quantile(sorted, 0.85), items: sorted.length }
  })
}

/** More dots than this are gathered. */
export const mostDots = 5_000
const grid = { columns: 120, rows: 40 }

/** The finished items as dots, done against time; at most `most`, or else those of each small area as one. Keys come later. */
export function timeDots(
  snapshot: FlowSnapshot,
  items: FinishedItems,
  times: Float64Array,
  { from, to }: Period,
  most: number = mostDots,
): Omit<FlowDots, 'keys'> {
  const known = Int32Array.from(times.keys()).filter(i => !Number.isNaN(times[i]))
  const at = Float64Array.from(known, i => items.doneAt[i] ?? 0)
  const ms = Float64Array.from(known, i => times[i] ?? 0)
  if (known.length <= most) {
    const issueIds = Array.from(known, i => IssueId.parse(snapshot.ids[items.issues[i] ?? 0]))
    return { issueIds, at: [...at], ms: [...ms], items: issueIds.map(() => 1), ranges: null }
  }
  const cells = gatherDots(at, ms, { from, to, ...grid })
  return {
    issueIds: null,
    at: cells.map(({ x }) => x),
    ms: cells.map(({ y }) => y),
    items: cells.map(cell => cell.items),
    ranges: {
      atFrom: cells.map(({ xFrom }) => xFrom),
      atTo: cells.map(({ xTo }) => xTo),
      msFrom: cells.map(({ yFrom }) => yFrom),
      msTo: cells.map(({ yTo }) => yTo),
    },
  }
}
