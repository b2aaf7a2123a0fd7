import type { Database } from 'better-sqlite3'
import { foldName } from '../../shared/model/flow.ts'
import type { StatusCategory } from '../../shared/model/issue-entities.ts'
import { type DefaultInputs, defaultFlow, type UsedBoard, type UsedStatus } from './default-flow.ts'
import { readFlowConfig } from './flow-versions.ts'

/**
 * Makes the flow configuration that is in force until somebody saves one, and keeps it in step with what trackers list meanwhile: it
 * stays one version. Returns whether it was written. Nothing is made before there are issues.
 */
export function keepDefaultFlow(db: Database, now: number): boolean {
  const moment = db.transaction(() => {
    const inForce = readFlowConfig(db)
    const due = inForce ? inForce.author === null : db.prepare('select 1 from issues limit 1').get() !== undefined
    return due ? { inForce, inputs: readInputs(db) } : null
  })()
  if (!moment) return false
  const { inForce, inputs } = moment
  const config = JSON.stringify(defaultFlow(inputs, inForce?.config ?? null))
  if (inForce && config === JSON.stringify(inForce.config)) return false
  const summary = inputs.boards.length > 0 ? 'Made from your boards' : 'Made from the categories of your statuses'
  return db
    .transaction(() => {
      if (readFlowConfig(db)?.id !== inForce?.id) return false
      db.prepare('insert into flow_versions (saved_at, author, summary, config) values (?, null, ?, ?)').run(
        now,
        summary,
        config,
      )
      db.prepare('delete from flow_versions where id = ?').run(inForce?.id ?? 0)
      return true
    })
    .immediate()
}

interface StatusRow extends UsedStatus {
  readonly id: number
  readonly connectionId: number
  readonly externalId: string
}

interface BoardRow {
  readonly connectionId: number
  readonly columns: string
}

interface Column {
  readonly name: string
  readonly statuses: readonly string[]
}

function readInputs(db: Database): DefaultInputs {
  const statuses = db.prepare<[], StatusRow>(usedStatuses).all()
  const names = new Map(statuses.map(({ connectionId, externalId, name }) => [`${connectionId} ${externalId}`, name]))
  const boards = db.prepare<[], BoardRow>(usedBoards).all()
  return {
    statuses: byName(statuses),
    issueTypes: db.prepare<[], { name: string; level: number }>(usedIssueTypes).all(),
    boards: boards.map(({ connectionId, columns }): UsedBoard => {
      const parsed: readonly Column[] = JSON.parse(columns)
      return {
        columns: parsed.map(column => ({
          name: column.name,
          statuses: column.statuses.flatMap(id => names.get(`${connectionId} ${id}`) ?? []),
        })),
      }
    }),
  }
}

/** One status for each name: the category is the one most issues of that name have, a known one where there is one. */
function byName(statuses: readonly StatusRow[]): readonly UsedStatus[] {
  return [...Map.groupBy(statuses, ({ name }) => foldName(name)).values()].flatMap(same => {
    const issues = new Map<StatusCategory, number>()
    for (const status of same) issues.set(status.category, (issues.get(status.category) ?? 0) + status.issues)
    const known = [...issues].filter(([category]) => category !== 'unknown').sort(([, a], [, b]) => b - a)
    const [first] = same
    const total = same.reduce((sum, status) => sum + status.issues, 0)
    return first ? [{ name: first.name, category: known[0]?.[0] ?? 'unknown', issues: total }] : []
  })
}

const enabled = 'join connections c on c.id = x.connection_id and c.enabled = 1 and c.removed_at is null'

/** Listed by the tracker, or in use. */
const usedStatuses = `
  with used (status_id, issues) as materialized (select status_id, count(*) from issues group by 1)
  select x.id, x.connection_id as connectionId, x.external_id as externalId, x.name, x.category,
    coalesce(used.issues, 0) as issues
  from statuses x ${enabled} left join used on used.status_id = x.id
  where x.active = 1 or used.issues > 0 or x.id in (select status_id from change_statuses)
  order by x.active desc, x.id`

const usedBoards = `
  select x.connection_id as connectionId, b.columns from boards b
  join data_sources x on x.id = b.data_source_id and x.active = 1 ${enabled}
  where b.active = 1
  order by (select count(*) from issue_sources s where s.data_source_id = x.id and s.active = 1) desc, b.id`

const usedIssueTypes = `
  select x.name, x.level from issue_types x ${enabled}
  where x.active = 1 or x.id in (select issue_type_id from issues) order by x.active desc, x.id`
