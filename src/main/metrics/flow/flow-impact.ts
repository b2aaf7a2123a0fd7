import type { Database } from 'better-sqlite3'
import type { FlowConfig } from '../../../shared/model/flow.ts'
import type { FlowImpact, IssueOutcome } from '../../../shared/model/flow-mapping.ts'
import type { IssueId } from '../../../shared/model/ids.ts'
import { type AffectedIssue, affectedIssues, type Outcome } from './affected-issues.ts'
import { buildFlowSnapshot } from './build-snapshot.ts'
import { flowFigures } from './flow-figures.ts'
import type { FlowSnapshot } from './flow-snapshot.ts'
import { loadFlowMoment } from './load-snapshot.ts'
import { workTimes } from './work-times.ts'

const days = 90
const mostExamples = 50

/** What another configuration than the one in force would change, `now` being the end of the period looked at. */
export function flowImpact(
  db: Database,
  { config, now }: { readonly config: FlowConfig; readonly now: number },
): FlowImpact {
  const { columns, catalogue, snapshot } = loadFlowMoment(db)
  const before = outcomeOf(snapshot)
  const after = outcomeOf(buildFlowSnapshot(columns, catalogue, config))
  const affected = affectedIssues(before, after)
  const from = now - days * 86_400_000
  return {
    affected: affected.length,
    issues: after.snapshot.size + affected.filter(issue => issue.after === null).length,
    days,
    before: flowFigures(before, from, now),
    after: flowFigures(after, from, now),
    examples: examplesOf(db, affected, before, after),
  }
}

const outcomeOf = (snapshot: FlowSnapshot): Outcome => ({ snapshot, work: workTimes(snapshot, 'keep') })

function examplesOf(db: Database, affected: readonly AffectedIssue[], before: Outcome, after: Outcome) {
  const byId = new Map(affected.map(issue => [issue.id, issue]))
  return db
    .prepare<[string, number], { id: IssueId; key: string; summary: string }>(newestOf)
    .all(JSON.stringify([...byId.keys()]), mostExamples)
    .map(({ id, key, summary }) => ({
      issueId: id,
      key,
      summary,
      before: issueOutcome(before, byId.get(id)?.before ?? null),
      after: issueOutcome(after, byId.get(id)?.after ?? null),
    }))
}

function issueOutcome({ snapshot, work }: Outcome, place: number | null): IssueOutcome {
  if (place === null) return { flow: null, step: null, startedAt: null, doneAt: null }
  const flow = snapshot.flowsOf[snapshot.flows[place] ?? 0]
  const stepId = snapshot.steps[work.entry[place] ?? -1]
  const known = (at: number | undefined) => (at === undefined || at === Number.POSITIVE_INFINITY ? null : at)
  return {
    flow: flow?.name ?? null,
    step: flow?.steps.find(({ id }) => id === stepId)?.name ?? null,
    startedAt: known(work.started[place]),
    doneAt: known(work.done[place]),
  }
}

const newestOf = `
  select id, key, summary from issues where id in (select value from json_each(?)) order by updated_at desc limit ?`
