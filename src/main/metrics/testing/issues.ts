import type { Database } from 'better-sqlite3'
import { type FlowConfig, FlowConfig as FlowConfigModel } from '../../../shared/model/flow.ts'
import type { StatusCategory } from '../../../shared/model/issue-entities.ts'
import { deriveIssues } from '../../flow/derive-issues.ts'
import { keepDefaultFlow } from '../../flow/keep-default-flow.ts'

export interface IssueSpec {
  /** Its statuses by name with the times it entered them; the first is its creation. */
  readonly way: readonly (readonly [status: string, at: number])[]
  readonly type?: string
  readonly project?: string
  readonly assignee?: string
  readonly labels?: readonly string[]
  readonly sprints?: readonly string[]
  /** Times it was flagged; null lasts. */
  readonly flagged?: readonly (readonly [from: number, to: number | null])[]
}

export interface TestTracker {
  /** Adds or renames a status of the tracker's. Its external id is its first name. */
  status(name: string, category: StatusCategory): number
  issueType(name: string, level: number): number
  /** A board of the first data source. */
  board(columns: readonly (readonly [name: string, statuses: readonly string[]])[]): void
  /** Adds an issue and answers its id. Statuses it names that there are not are known from its history alone. */
  issue(spec: IssueSpec): number
  /** Leaves the issue without a data source that names it. */
  remove(issueId: number): void
  /** Derives everything that is stale, as the maintenance thread does. */
  derive(): Promise<void>
  /** Saves a flow configuration as the user does. */
  save(config: unknown): FlowConfig
}

/** Issues in a test's database, in a connection of their own with one data source. */
export function createTestTracker(db: Database, connectionId = 1): TestTracker {
  const insert = (sql: string, ...values: (number | string | Buffer | null)[]) =>
    Number(db.prepare(sql).run(...values).lastInsertRowid)
  const find = (sql: string, ...values: (number | string)[]) =>
    db
      .prepare<unknown[], number>(sql)
      .pluck()
      .get(...values)
  const sourceId = insert(
    `insert into data_sources (connection_id, external_id, name, kind, description) values (?, 'tracker', 'Tracker', 'project', '')`,
    connectionId,
  )
  const listed = (table: string, name: string, columns = '', values: (number | string)[] = []) =>
    find(`select id from ${table} where connection_id = ? and external_id = ?`, connectionId, name) ??
    insert(
      `insert into ${table} (connection_id, external_id, name, active${columns}) values (?, ?, ?, 1${', ?'.repeat(values.length)})`,
      connectionId,
      name,
      name,
      ...values,
    )
  const field = (name: string) =>
    find('select id from change_fields where connection_id = ? and external_id = ?', connectionId, name) ??
    insert('insert into change_fields (connection_id, external_id, name) values (?, ?, ?)', connectionId, name, name)
  const value = (fieldId: number, text: string) =>
    find('select id from change_values where field_id = ? and key = ?', fieldId, text) ??
    insert('insert into change_values (field_id, key, label) values (?, ?, ?)', fieldId, text, text)
  let issues = 0

  const tracker: TestTracker = {
    status: (name, category) => listed('statuses', name, ', category', [category]),
    issueType: (name, level) => listed('issue_types', name, ', level', [level]),
    board(columns) {
      const json = JSON.stringify(columns.map(([name, statuses]) => ({ name, statuses })))
      insert(
        `insert into boards (data_source_id, external_id, name, type, columns, active)
         values (?, (select count(*) from boards), 'Board', 'scrum', ?, 1)`,
        sourceId,
        json,
      )
    },
    issue({ way, type = 'Story', project = 'APP', assignee, labels = [], sprints = [], flagged = [] }) {
      issues++
      const createdAt = way[0]?.[1] ?? 0
      const id = insert(
        `insert into issues (connection_id, external_id, key, project_id, issue_type_id, status_id, summary, created_at,
           updated_at, assignee_id, flagged, content_hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, x'00')`,
        connectionId,
        `${issues}`,
        `${project}-${issues}`,
        listed('projects', project, ', key', [project]),
        tracker.issueType(type, 0),
        listed('statuses', way.at(-1)?.[0] ?? '', ', category', ['unknown']),
        `Issue ${issues}`,
        createdAt,
        way.at(-1)?.[1] ?? createdAt,
        assignee === undefined ? null : accountOf(assignee),
        flagged.some(([, to]) => to === null) ? 1 : 0,
      )
      insert('insert into issue_sources (data_source_id, issue_id, active) values (?, ?, 1)', sourceId, id)
      for (const label of labels) {
        const labelId =
          find('select id from labels where name = ?', label) ?? insert('insert into labels (name) values (?)', label)
        insert('insert into issue_labels (issue_id, label_id) values (?, ?)', id, labelId)
      }
      for (const sprint of sprints) {
        insert(
          'insert into issue_sprints (issue_id, sprint_id) values (?, ?)',
          id,
          listed('sprints', sprint, ', state', ['active']),
        )
      }
      writeHistory(id, way, flagged)
      return id
    },
    remove: issueId => db.prepare('update issue_sources set active = 0 where issue_id = ?').run(issueId),
    async derive() {
      while ((await deriveIssues(db)).more);
      keepDefaultFlow(db, 0)
    },
    save(config) {
      const parsed = FlowConfigModel.parse(config)
      insert(
        `insert into flow_versions (saved_at, author, summary, config) values (0, 'Test', '', ?)`,
        JSON.stringify(parsed),
      )
      return parsed
    },
  }

  function accountOf(name: string): number {
    return (
      find('select id from accounts where connection_id = ? and external_id = ?', connectionId, name) ??
      insert(
        'insert into accounts (connection_id, external_id, name, bot) values (?, ?, ?, 0)',
        connectionId,
        name,
        name,
      )
    )
  }

  function writeHistory(
    id: number,
    way: IssueSpec['way'],
    flagged: readonly (readonly [number, number | null])[],
  ): void {
    const statusField = field('status')
    const flagField = field('Flagged')
    const rows = [
      ...way.slice(1).map(([status, at], i) => ({
        at,
        field: statusField,
        from: value(statusField, way[i]?.[0] ?? ''),
        to: value(statusField, status),
      })),
      ...flagged.flatMap(([from, to]) => [
        { at: from, field: flagField, from: null, to: value(flagField, 'Impediment') },
        ...(to === null ? [] : [{ at: to, field: flagField, from: value(flagField, 'Impediment'), to: null }]),
      ]),
    ].sort((a, b) => a.at - b.at)
    for (const [position, row] of rows.entries()) {
      insert(
        'insert into issue_changes (issue_id, position, at, field_id, from_id, to_id) values (?, ?, ?, ?, ?, ?)',
        id,
        position,
        row.at,
        row.field,
        row.from,
        row.to,
      )
    }
  }
  return tracker
}
