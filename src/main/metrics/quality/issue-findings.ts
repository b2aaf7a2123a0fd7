import type { Database } from 'better-sqlite3'
import type { FlowFinding } from '../../../shared/model/flow-metrics.ts'
import type { QualityItem } from '../../../shared/model/quality.ts'
import { issuesOfFinding } from '../flow/findings.ts'
import type { FlowSnapshot } from '../flow/flow-snapshot.ts'
import type { FlowView } from '../flow/flow-view.ts'
import { loadFlowMoment } from '../flow/load-snapshot.ts'
import { elapsed } from '../flow/running-time.ts'
import { selectIssues } from '../flow/select-issues.ts'
import { teamScope } from '../flow/team-scope.ts'
import { type WorkTimes, workTimes } from '../flow/work-times.ts'
import { type FindingSource, periodOf, type QualityInput } from './finding-source.ts'

/** Looks for a finding about issues, in every flow: the same issues that the flow metrics name beside their numbers. */
export const issueFinding =
  (finding: FlowFinding): FindingSource =>
  (db, input) => {
    const views = flowViews(db, input)
    const period = periodOf(input.filter)
    const found = views.flatMap(view => Array.from(issuesOfFinding(view, period, finding), issue => ({ view, issue })))
    const of = views.reduce((sum, { selected }) => sum + selected.length, 0)
    return {
      count: found.length,
      of,
      nothing: of === 0 ? 'no_issues' : null,
      items(offset, limit) {
        const read = db.prepare<[number], IssueRow>(issueById)
        const idOf = ({ view, issue }: Occurrence) => view.snapshot.ids[issue] ?? 0
        return found
          .sort((a, b) => idOf(b) - idOf(a))
          .slice(offset, offset + limit)
          .flatMap(one => {
            const row = read.get(idOf(one))
            return row ? itemOf(row, one) : []
          })
      },
    }
  }

interface Occurrence {
  readonly view: FlowView
  /** Its place in the snapshot. */
  readonly issue: number
}

const kept = new WeakMap<FlowSnapshot, WorkTimes>()

function flowViews(db: Database, { filter }: QualityInput): readonly FlowView[] {
  const { snapshot } = loadFlowMoment(db)
  const team = teamScope(db, filter.teamId)
  const work = kept.get(snapshot) ?? workTimes(snapshot, 'keep')
  kept.set(snapshot, work)
  const all = { projectIds: null, issueTypes: null, sprintIds: null, labelIds: null }
  return snapshot.flowsOf.map(({ id }) => ({
    snapshot,
    selected: selectIssues(snapshot, { ...all, flowId: id }, team),
    work,
    measure: elapsed,
  }))
}

/** The steps an issue has been in, in order, by name. */
function stepsText({ snapshot }: FlowView, issue: number): string {
  const { offsets, steps, flowsOf, flows } = snapshot
  const names = new Map<number, string>(flowsOf[flows[issue] ?? 0]?.steps.map(({ id, name }) => [id, name]))
  const way = Array.from(
    steps.subarray(offsets[issue] ?? 0, offsets[issue + 1] ?? 0),
    step => names.get(step) ?? 'Unmapped',
  )
  return way.length > mostSteps ? `… → ${way.slice(-mostSteps).join(' → ')}` : way.join(' → ')
}

const mostSteps = 8

interface IssueRow {
  readonly id: number
  readonly key: string
  readonly summary: string
  readonly project: string
}

function itemOf({ id, key, summary, project }: IssueRow, { view, issue }: Occurrence): QualityItem {
  const doneAt = view.work.done[issue] ?? Number.POSITIVE_INFINITY
  return {
    id: String(id),
    name: `${key} ${summary}`,
    about: stepsText(view, issue),
    place: project,
    at: Number.isFinite(doneAt) ? doneAt : null,
    target: { kind: 'issue', id },
  }
}

const issueById = `
  select i.id, i.key, i.summary, coalesce(p.name, '') as project from issues i
  left join projects p on p.id = i.project_id where i.id = ?`
