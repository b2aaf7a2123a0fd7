import type { Database } from 'better-sqlite3'
import { createRandom } from '../../support/random.ts'

export interface IssuesToGenerate {
  readonly issues: number
  /** Rows of history altogether, of each issue as many. */
  readonly changes: number
  /** The present: no history goes beyond it. */
  readonly now: number
}

const dayMs = 86_400_000
const years = 3

const statuses = [
  ['Backlog', 'todo'],
  ['Selected', 'todo'],
  ['In progress', 'in_progress'],
  ['Waiting for review', 'in_progress'],
  ['In review', 'in_progress'],
  ['Testing', 'in_progress'],
  ['Ready for release', 'in_progress'],
  ['Done', 'done'],
] as const
const fields = ['status', 'assignee', 'priority', 'Sprint', 'labels', 'Rank', 'description', 'Flagged'] as const
const valuesOfField = 200

/**
 * Fills a migrated database with issues of one tracker, the same ones for the same numbers: ways through the statuses with steps
 * back, a third of them still open, and histories in which every third row is about the status.
 */
export function generateIssues(db: Database, { issues, changes, now }: IssuesToGenerate): void {
  const random = createRandom(7)
  const pick = (count: number) => Math.floor(random() * count)
  const perIssue = Math.round(changes / issues)
  db.transaction(() => {
    writeLists(db)
    const issue = db.prepare<(number | string | null)[]>(
      `insert into issues (connection_id, external_id, key, project_id, issue_type_id, status_id, summary, priority, created_at,
         updated_at, assignee_id, reporter_id, flagged, content_hash) values (1, ?, ?, ?, ?, ?, ?, 'Medium', ?, ?, ?, ?, 0, x'00')`,
    )
    const source = db.prepare<[number, number]>(
      'insert into issue_sources (data_source_id, issue_id, active) values (?, ?, 1)',
    )
    const label = db.prepare<[number, number]>('insert or ignore into issue_labels (issue_id, label_id) values (?, ?)')
    const sprint = db.prepare<[number, number]>(
      'insert or ignore into issue_sprints (issue_id, sprint_id) values (?, ?)',
    )
    const change = db.prepare<(number | null)[]>(
      'insert into issue_changes (issue_id, position, at, author_id, field_id, from_id, to_id) values (?, ?, ?, ?, ?, ?, ?)',
    )
    for (let id = 1; id <= issues; id++) {
      const createdAt = Math.floor(now - years * 365 * dayMs * random())
      const way = statusWay(random, Math.floor(perIssue * 0.4))
      const project = 1 + pick(20)
      const history = times(random, createdAt, now, perIssue)
      const statusRows = new Set(spreadOver(history.length, way.length - 1))
      let place = 0
      const rows = history.map((at, position) => {
        const moves = statusRows.has(position)
        const field = moves ? 0 : 1 + pick(fields.length - 2)
        const from = moves ? (way[place] ?? 0) : pick(valuesOfField)
        const to = moves ? (way[++place] ?? 0) : pick(valuesOfField)
        return [id, position, at, 1 + pick(500), field + 1, valueId(field, from), valueId(field, to)]
      })
      const status = 1 + (way[place] ?? 0)
      const type = random() < 0.1 ? 4 : 1 + pick(3)
      issue.run(
        `${id}`,
        `P${project}-${id}`,
        project,
        type,
        status,
        `Generated issue ${id} with a summary of ordinary length`,
        createdAt,
        history.at(-1) ?? createdAt,
        1 + pick(500),
        1 + pick(500),
      )
      source.run(project, id)
      for (const row of rows) change.run(...row)
      for (let i = pick(3); i > 0; i--) label.run(id, 1 + pick(200))
      if (random() < 0.7) sprint.run(id, 1 + pick(100))
    }
  })()
  db.exec('analyze')
}

const valueId = (field: number, value: number) => field * valuesOfField + value + 1

function writeLists(db: Database): void {
  const many = (count: number, sql: (id: number) => string) => {
    for (let id = 1; id <= count; id++) db.exec(sql(id))
  }
  db.exec(
    `insert into connections (id, connector_id, name, settings, created_at, updated_at) values (1, 'jira', 'Jira', '{}', 0, 0)`,
  )
  many(
    20,
    id => `insert into data_sources (id, connection_id, external_id, name, kind, description) values (${id}, 1, 'p${id}', 'P${id}', 'project', '');
      insert into projects (id, connection_id, external_id, name, active, key) values (${id}, 1, '${id}', 'Project ${id}', 1, 'P${id}')`,
  )
  for (const [i, [name, category]] of statuses.entries()) {
    db.exec(
      `insert into statuses (id, connection_id, external_id, name, category, active) values (${i + 1}, 1, '${i + 1}', '${name}', '${category}', 1)`,
    )
  }
  const types = [
    ['Story', 0],
    ['Bug', 0],
    ['Task', 0],
    ['Epic', 1],
  ] as const
  for (const [i, [name, level]] of types.entries()) {
    db.exec(
      `insert into issue_types (id, connection_id, external_id, name, level, active) values (${i + 1}, 1, '${i + 1}', '${name}', ${level}, 1)`,
    )
  }
  many(
    500,
    id =>
      `insert into accounts (id, connection_id, external_id, name, bot) values (${id}, 1, 'a${id}', 'Person ${id}', 0)`,
  )
  many(200, id => `insert into labels (id, name) values (${id}, 'label-${id}')`)
  many(
    100,
    id =>
      `insert into sprints (id, connection_id, external_id, name, state, active) values (${id}, 1, '${id}', 'Sprint ${id}', 'closed', 1)`,
  )
  fields.forEach((field, i) => {
    db.exec(
      `insert into change_fields (id, connection_id, external_id, name) values (${i + 1}, 1, '${field}', '${field}')`,
    )
    const values = i === 0 ? statuses.length : valuesOfField
    for (let value = 0; value < values; value++) {
      const label = i === 0 ? (statuses[value]?.[0] ?? '') : `${field} ${value}`
      db.exec(
        `insert into change_values (id, field_id, key, label) values (${valueId(i, value)}, ${i + 1}, '${value + 1}', '${label}')`,
      )
    }
  })
}

/** Places in `statuses`: forward, with a step back here and there, to the end or not. */
function statusWay(random: () => number, length: number): number[] {
  const way = [0]
  const last = statuses.length - 1
  const stays = random() < 0.33
  while (way.length <= length) {
    const place = way.at(-1) ?? 0
    if (place === last || (stays && way.length > 2 && random() < 0.3)) break
    way.push(place > 1 && random() < 0.15 ? place - 1 : Math.min(last, place + 1 + Math.floor(random() * 2)))
  }
  if (!stays && way.at(-1) !== last) way.push(last)
  return way
}

/** Rising times since the creation, most of them in the weeks after it. */
function times(random: () => number, createdAt: number, now: number, count: number): number[] {
  const span = Math.min(now - createdAt, 90 * dayMs * random() + dayMs)
  return Array.from({ length: count }, () => Math.floor(createdAt + 1 + span * random() ** 2)).sort((a, b) => a - b)
}

/** `count` of the places below `length`, evenly spread. */
const spreadOver = (length: number, count: number) =>
  Array.from({ length: Math.min(count, length) }, (_, i) => Math.floor((i * length) / Math.max(1, count)))
