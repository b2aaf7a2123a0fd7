import type { Database } from 'better-sqlite3'
import type { FlowFilter } from '../../../shared/model/flow-filter.ts'
import type { WorkingCalendar } from '../../../shared/model/working-calendar.ts'
import { createWorkingTime } from '../working-time.ts'
import type { FlowSnapshot } from './flow-snapshot.ts'
import type { FlowView } from './flow-view.ts'
import { loadFlowMoment } from './load-snapshot.ts'
import { elapsed, type Measure } from './running-time.ts'
import { selectIssues } from './select-issues.ts'
import { teamScope } from './team-scope.ts'
import { timesByRule } from './work-times.ts'

/** What a view is made by besides the data. */
export interface ViewBy {
  readonly filter: FlowFilter
  readonly calendar: WorkingCalendar
  /** The latest instant a duration may end at. */
  readonly until: number
}

/** The issues a filter takes, with their times by its rule and its clock. What is the same as before is not worked out again. */
export function openFlowView(db: Database, { filter, calendar, until }: ViewBy): FlowView {
  const { snapshot } = loadFlowMoment(db)
  return {
    snapshot,
    selected: selectIssues(snapshot, filter, teamScope(db, filter.teamId)),
    work: timesByRule(snapshot, filter.backward),
    measure: filter.clock === 'elapsed' ? elapsed : workingMeasure(snapshot, calendar, filter.timeZone, until),
  }
}

const monthMs = 30 * 24 * 3_600_000
let lastMeasure: { readonly key: string; readonly measure: Measure } | undefined

/** Working time since the first issue. The last table is kept: it reaches to the end of a month, so that it serves for days. */
function workingMeasure(snapshot: FlowSnapshot, calendar: WorkingCalendar, zone: string, until: number): Measure {
  const first = snapshot.createdAt.reduce((least, at) => Math.min(least, at), until)
  const span = { from: Math.floor(first / monthMs) * monthMs, to: Math.ceil(until / monthMs + 1) * monthMs }
  const key = JSON.stringify([calendar, zone, span])
  if (lastMeasure?.key !== key) lastMeasure = { key, measure: createWorkingTime(calendar, zone, span).between }
  return lastMeasure.measure
}
