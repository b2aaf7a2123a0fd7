import type { Database } from 'better-sqlite3'
import type { FlowIssueItem, FlowIssueSort, FlowIssuesQuestion } from '../../../shared/model/flow-issues.ts'
import { FlowStepId, type IssueId } from '../../../shared/model/ids.ts'
import type { WorkingCalendar } from '../../../shared/model/working-calendar.ts'
import type { ListPage } from '../list-page.ts'
import { pageInOrder } from '../page-in-order.ts'
import type { FlowView } from './flow-view.ts'
import { type IssuesBehind, issuesBehind } from './issues-behind.ts'
import { openFlowView } from './open-view.ts'
import { runningTime } from './running-time.ts'
import { type TextSort, textOrder } from './text-order.ts'
import { isInProgress } from './work-times.ts'

export interface AskedForIssues {
  readonly question: FlowIssuesQuestion
  readonly calendar: WorkingCalendar
  readonly now: number
}

/** A page of the issues behind a number, sorted; those without what they are sorted by come last. */
export function flowIssues(db: Database, { question, calendar, now }: AskedForIssues): ListPage<FlowIssueItem> {
  const { filter, what, sort, descending, page } = question
  const view = openFlowView(db, { filter, calendar, until: Math.max(now, filter.to) })
  const behind = issuesBehind(view, filter, what, now)
  const times = timesOf(view, behind)
  const value = isText(sort) ? textOrder(db, view.snapshot, sort) : times[sort]
  const shown = Array.from(pageInOrder(behind.issues, issue => value(issue) ?? Number.NaN, { descending, page }))
  const rows = readRows(
    db,
    shown.map(issue => view.snapshot.ids[issue] ?? 0),
  )
  return {
    total: behind.issues.length,
    rows: shown.flatMap(issue => {
      const row = rows.get(view.snapshot.ids[issue] ?? 0)
      if (!row) return []
      const step = view.snapshot.steps[(view.snapshot.offsets[issue + 1] ?? 0) - 1] ?? 0
      return {
        ...row,
        flagged: row.flagged === 1,
        stepId: step === 0 ? null : FlowStepId.parse(step),
        createdAt: view.snapshot.createdAt[issue] ?? 0,
        startedAt: times.started(issue),
        doneAt: times.done(issue),
        cycleMs: times.cycle(issue),
        leadMs: times.lead(issue),
        ageMs: times.age(issue),
      }
    }),
  }
}

type TimeOf = (issue: number) => number | null

function timesOf(
  { snapshot, measure }: FlowView,
  { work, at }: IssuesBehind,
): Readonly<Record<Exclude<FlowIssueSort, TextSort>, TimeOf>> {
  const running = runningTime(snapshot, work, measure)
  const known = (instants: Float64Array): TimeOf => {
    return issue => {
      const instant = instants[issue] ?? Number.POSITIVE_INFINITY
      return instant === Number.POSITIVE_INFINITY ? null : instant
    }
  }
  const done = known(work.done)
  const untilDone = (measured: (issue: number, doneAt: number) => number | null): TimeOf => {
    return issue => {
      const doneAt = done(issue)
      return doneAt === null ? null : measured(issue, doneAt)
    }
  }
  return {
    created: issue => snapshot.createdAt[issue] ?? 0,
    started: known(work.started),
    done,
    cycle: untilDone(running),
    lead: untilDone((issue, doneAt) => measure(snapshot.createdAt[issue] ?? doneAt, doneAt)),
    age: issue => (isInProgress(work, issue, at) ? running(issue, at) : null),
  }
}

const texts: ReadonlySet<FlowIssueSort> = new Set<TextSort>(['key', 'summary', 'type', 'status', 'assignee'])

const isText = (sort: FlowIssueSort): sort is TextSort => texts.has(sort)

type Row = Pick<FlowIssueItem, 'key' | 'summary' | 'issueType' | 'status' | 'assignee'> & {
  readonly id: IssueId
  readonly flagged: 0 | 1
}

function readRows(db: Database, ids: readonly number[]): ReadonlyMap<number, Row> {
  const rows = db.prepare<[string], Row>(rowsByIds).all(JSON.stringify(ids))
  return new Map(rows.map(row => [row.id, row]))
}

const rowsByIds = `
  select i.id, i.key, i.summary, t.name as issueType, s.name as status, a.name as assignee, i.flagged
  from issues i join issue_types t on t.id = i.issue_type_id join statuses s on s.id = i.status_id
  left join accounts a on a.id = i.assignee_id
  where i.id in (select value from json_each(?))`
