import type { Database } from 'better-sqlite3'
import { type FlagChange, flagTimes } from './flag-times.ts'
import { historyFields } from './history-fields.ts'
import { storedResolution } from './history-statuses.ts'
import type { IssueFacts } from './issue-facts.ts'
import { type StatusChange, type StatusRef, statusHistory } from './status-history.ts'

export interface DerivedIssue {
  readonly facts: IssueFacts
  /** Of the issue when it was read. */
  readonly revision: number
}

/**
 * The facts of up to `limit` issues that have changed since theirs were derived. Null while their histories hold values nobody has
 * made out yet. Call it in a transaction: all of it must be of one moment.
 */
export function readStaleIssues(db: Database, limit: number): readonly DerivedIssue[] | null {
  const issues = db.prepare<[number], IssueRow>(staleIssues).all(limit)
  if (issues.length === 0) return []
  const ids = JSON.stringify(issues.map(({ id }) => id))
  const statuses = new Map([...storedResolution(db)].map(([value, id]) => [value, { id }]))
  const histories = readHistories(db, ids, statuses)
  if (!histories) return null
  const idLists = readLists(db, ids)
  return issues.map(issue => {
    const history = histories.get(issue.id)
    const entries = statusHistory({ ...issue, status: { id: issue.statusId } }, history?.statuses ?? [])
    return {
      revision: issue.revision,
      facts: {
        id: issue.id,
        connectionId: issue.connectionId,
        projectId: issue.projectId,
        typeId: issue.typeId,
        assigneeId: issue.assigneeId ?? 0,
        createdAt: issue.createdAt,
        statuses: entries.map(({ status, enteredAt }) => ({ statusId: status.id, enteredAt })),
        flagged: flagTimes({ createdAt: issue.createdAt, flagged: issue.flagged === 1 }, history?.flags ?? []),
        sources: idLists.sources.get(issue.id) ?? [],
        labels: idLists.labels.get(issue.id) ?? [],
        sprints: idLists.sprints.get(issue.id) ?? [],
      },
    }
  })
}

interface IssueRow {
  readonly id: number
  readonly connectionId: number
  readonly projectId: number
  readonly typeId: number
  readonly statusId: number
  readonly assigneeId: number | null
  readonly createdAt: number
  readonly updatedAt: number
  readonly flagged: 0 | 1
  readonly revision: number
}

interface History {
  readonly statuses: StatusChange<StatusRef>[]
  readonly flags: FlagChange[]
}

type ChangeRow = readonly [issueId: number, at: number, fieldId: number, fromId: number | null, toId: number | null]

function readHistories(
  db: Database,
  ids: string,
  statuses: ReadonlyMap<number, StatusRef>,
): ReadonlyMap<number, History> | null {
  const fields = historyFields(db)
  const rows = db
    .prepare<[string, string], ChangeRow>(changesOf)
    .raw()
    .all(ids, JSON.stringify([...fields.status, ...fields.flagged]))
  const histories = new Map<number, History>()
  for (const [issueId, at, fieldId, fromId, toId] of rows) {
    const history = histories.get(issueId) ?? { statuses: [], flags: [] }
    histories.set(issueId, history)
    if (fields.flagged.has(fieldId)) {
      history.flags.push({ at, wasSet: fromId !== null, isSet: toId !== null })
      continue
    }
    const from = fromId === null ? null : statuses.get(fromId)
    const to = toId === null ? null : statuses.get(toId)
    if (from === undefined || to === undefined) return null
    history.statuses.push({ at, from, to })
  }
  return histories
}

function readLists(db: Database, ids: string) {
  const grouped = (sql: string): ReadonlyMap<number, readonly number[]> => {
    const lists = new Map<number, number[]>()
    for (const [issueId, value] of db.prepare<[string], [number, number]>(sql).raw().all(ids)) {
      const list = lists.get(issueId)
      if (list) list.push(value)
      else lists.set(issueId, [value])
    }
    return lists
  }
  return {
    sources: grouped(`select issue_id, data_source_id from issue_sources where active = 1 and ${inIds} order by 1, 2`),
    labels: grouped(`select issue_id, label_id from issue_labels where ${inIds} order by 1, 2`),
    sprints: grouped(`select issue_id, sprint_id from issue_sprints where ${inIds} order by 1, 2`),
  }
}

const inIds = 'issue_id in (select value from json_each(?))'

const staleIssues = `
  select id, connection_id as connectionId, project_id as projectId, issue_type_id as typeId, status_id as statusId,
    assignee_id as assigneeId, created_at as createdAt, updated_at as updatedAt, flagged, revision
  from issues indexed by issues_to_derive where derived_revision <> revision order by id limit ?`

const changesOf = `
  select issue_id, at, field_id, from_id, to_id from issue_changes
  where ${inIds} and field_id in (select value from json_each(?)) order by issue_id, at, position`
