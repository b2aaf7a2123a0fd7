import type { Database } from 'better-sqlite3'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import { type Flow, type FlowConfig, foldName } from '../../../shared/model/flow.ts'
import type { IssueId } from '../../../shared/model/ids.ts'
import type { IssueDetail, IssueQuestion, NotCounted } from '../../../shared/model/issue-detail.ts'
import type { StatusCategory } from '../../../shared/model/issue-entities.ts'
import type { WorkingCalendar } from '../../../shared/model/working-calendar.ts'
import { readFlowConfig } from '../../flow/flow-versions.ts'
import { elapsed } from '../flow/running-time.ts'
import { createWorkingTime } from '../working-time.ts'
import { issueHistory } from './issue-history.ts'
import { issueTimeline } from './issue-timeline.ts'
import { trackerLink } from './tracker-link.ts'

/** Changes of an issue that are told one by one. */
const mostChanges = 1_000

export interface AskedForIssue {
  readonly question: IssueQuestion
  readonly calendar: WorkingCalendar
  readonly now: number
}

/** Everything of one issue, whether it counts or not. Times that last are measured to `now`. @throws WeirError `rpc.not_found`. */
export function issueDetail(db: Database, { question, calendar, now }: AskedForIssue): IssueDetail {
  const { issueId } = question
  const row = db.prepare<[number], IssueRow>(issueById).get(issueId)
  if (!row) throw new WeirError('rpc.not_found', { hint: 'This issue is no longer in the database.' })
  const { connectorId, settings, connectionName, projectKey, projectName, typeName, statusName, category, ...issue } =
    row
  const config = readFlowConfig(db)?.config ?? null
  const placed = flowOf(config, typeName)
  const measure =
    question.clock === 'elapsed'
      ? elapsed
      : createWorkingTime(calendar, question.timeZone, {
          from: issue.createdAt,
          to: Math.max(now, issue.createdAt + 1),
        }).between
  const texts = (sql: string) => db.prepare<[number], string>(sql).pluck().all(issueId)
  return {
    ...shownFields(issue),
    url: trackerLink(connectorId, settings, issue.key),
    connectionName,
    project: { key: projectKey, name: projectName },
    issueType: typeName,
    status: { name: statusName, category },
    parent: parentOf(db, row),
    labels: texts(
      `select l.name from issue_labels x join labels l on l.id = x.label_id where x.issue_id = ? order by 1`,
    ),
    sprints: db.prepare<[number], { name: string; state: string }>(sprintsOf).all(issueId),
    flow: placed.flow && { id: placed.flow.id, name: placed.flow.name },
    notCounted: db.prepare(activeSource).get(issueId) === undefined ? 'inactive' : placed.notCounted,
    ...issueTimeline(issueHistory(db, issue), { flow: placed.flow, rule: question.backward, measure, now }),
    changes: db.prepare<[number, number], IssueDetail['changes'][number]>(changesOf).all(issueId, mostChanges),
    changeCount:
      db.prepare<[number], number>('select count(*) from issue_changes where issue_id = ?').pluck().get(issueId) ?? 0,
  }
}

interface IssueRow {
  readonly id: IssueId
  readonly connectionId: number
  readonly key: string
  readonly summary: string
  readonly connectorId: string
  readonly settings: string
  readonly connectionName: string
  readonly projectKey: string
  readonly projectName: string
  readonly typeName: string
  readonly statusId: number
  readonly statusName: string
  readonly category: StatusCategory
  readonly priority: string | null
  readonly resolution: string | null
  readonly createdAt: number
  readonly updatedAt: number
  readonly resolvedAt: number | null
  readonly dueOn: string | null
  readonly parentExternalId: string | null
  readonly assignee: string | null
  readonly reporter: string | null
  readonly storyPoints: number | null
  readonly flagged: 0 | 1
  readonly severity: string | null
  readonly team: string | null
}

type OwnFields = Omit<
  IssueRow,
  'connectorId' | 'settings' | 'connectionName' | 'projectKey' | 'projectName' | 'typeName' | 'statusName' | 'category'
>

const shownFields = ({ connectionId: _, statusId: __, parentExternalId: ___, flagged, ...issue }: OwnFields) => ({
  ...issue,
  flagged: flagged === 1,
})

interface Placed {
  readonly flow: Flow | null
  readonly notCounted: NotCounted | null
}

/** The flow of a type of issues. */
function flowOf(config: FlowConfig | null, typeName: string): Placed {
  const mapping = config?.issueTypes.find(({ issueType }) => foldName(issueType) === foldName(typeName))
  const flow = config?.flows.find(({ id }) => id === mapping?.flowId) ?? null
  if (flow) return { flow, notCounted: null }
  return { flow, notCounted: mapping?.flowId === null ? 'type_left_out' : 'type_unmapped' }
}

function parentOf(db: Database, { connectionId, parentExternalId }: IssueRow): IssueDetail['parent'] {
  if (parentExternalId === null) return null
  const find = db.prepare<[number, string], { id: IssueId; key: string; summary: string }>(
    'select id, key, summary from issues where connection_id = ? and external_id = ?',
  )
  return find.get(connectionId, parentExternalId) ?? null
}

const issueById = `
  select i.id, i.connection_id as connectionId, i.key, i.summary, c.connector_id as connectorId, c.settings,
    c.name as connectionName, p.key as projectKey, p.name as projectName, t.name as typeName, i.status_id as statusId,
    s.name as statusName, s.category, i.priority, i.resolution, i.created_at as createdAt, i.updated_at as updatedAt,
    i.resolved_at as resolvedAt, i.due_on as dueOn, i.parent_external_id as parentExternalId, a.name as assignee,
    r.name as reporter, i.story_points as storyPoints, i.flagged, i.severity, i.team
  from issues i
  join connections c on c.id = i.connection_id and c.removed_at is null
  join projects p on p.id = i.project_id
  join issue_types t on t.id = i.issue_type_id
  join statuses s on s.id = i.status_id
  left join accounts a on a.id = i.assignee_id
  left join accounts r on r.id = i.reporter_id
  where i.id = ?`

const activeSource = `
  select 1 from issue_sources x join data_sources d on d.id = x.data_source_id and d.active = 1
  join connections c on c.id = d.connection_id and c.enabled = 1 and c.removed_at is null
  where x.issue_id = ? and x.active = 1`

const sprintsOf = `
  select s.name, s.state from issue_sprints x join sprints s on s.id = x.sprint_id where x.issue_id = ?
  order by s.start_at, s.id`

const changesOf = `
  select x.at, a.name as author, f.name as field, coalesce(nullif(o.label, ''), o.key) as "from",
    coalesce(nullif(n.label, ''), n.key) as "to"
  from issue_changes x
  join change_fields f on f.id = x.field_id
  left join accounts a on a.id = x.author_id
  left join change_values o on o.id = x.from_id
  left join change_values n on n.id = x.to_id
  where x.issue_id = ? order by x.at desc, x.position desc limit ?`
