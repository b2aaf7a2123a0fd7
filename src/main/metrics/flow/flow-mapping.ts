import type { Database } from 'better-sqlite3'
import { validateFlowConfig } from '../../../shared/flow/validate-flow-config.ts'
import { FlowConfig, foldName } from '../../../shared/model/flow.ts'
import type {
  FlowMapping,
  FlowVersion,
  KnownIssueType,
  KnownStatus,
  TrackerCategory,
} from '../../../shared/model/flow-mapping.ts'
import type { FlowVersionId } from '../../../shared/model/ids.ts'
import { loadFlowMoment } from './load-snapshot.ts'
import { countUses, type Uses } from './status-uses.ts'

/** The configuration in force beside the statuses and issue types there are. */
export function flowMapping(db: Database): FlowMapping {
  const { columns, catalogue } = loadFlowMoment(db)
  const uses = countUses(columns, catalogue.activeSources)
  const statuses = knownStatuses(db, uses)
  const issueTypes = knownIssueTypes(db, uses)
  const newest = db.prepare<[], VersionRow>(newestVersion).get()
  const config = newest && FlowConfig.parse(JSON.parse(newest.config))
  const names = { statuses: statuses.map(({ name }) => name), issueTypes: issueTypes.map(({ name }) => name) }
  return {
    inForce:
      newest && config ? { config, version: versionOf(newest), problems: validateFlowConfig(config, names) } : null,
    statuses,
    issueTypes,
    recomputing: db.prepare(anyStale).get() !== undefined,
    nextStepId: nextId(db, highestStepId),
    nextFlowId: nextId(db, highestFlowId),
  }
}

interface VersionRow {
  readonly id: FlowVersionId
  readonly saved_at: number
  readonly author: string | null
  readonly summary: string
  readonly config: string
}

const versionOf = (row: VersionRow): FlowVersion => ({
  revision: row.id,
  savedAt: row.saved_at,
  author: row.author,
  summary: row.summary,
})

interface Named {
  readonly id: number
  readonly name: string
  readonly connection: string
}

interface StatusRow extends Named {
  readonly category: TrackerCategory
  readonly active: 0 | 1
}

/** By folded name. Those only in history are left out when no issue that counts was ever in them. */
function knownStatuses(db: Database, { ofStatuses }: Uses): KnownStatus[] {
  const rows = db.prepare<[], StatusRow>(statusRows).all()
  const typeNames = new Map(
    db
      .prepare<[], Named>(typeRows)
      .all()
      .map(({ id, name }) => [id, name]),
  )
  const known = [...Map.groupBy(rows, ({ name }) => foldName(name)).values()].flatMap(group => {
    const [first] = group
    if (!first) return []
    const ids = new Set(group.map(({ id }) => id))
    const own = ofStatuses.filter(({ statusId }) => ids.has(statusId))
    const byType = Map.groupBy(own, ({ typeId }) => foldName(typeNames.get(typeId) ?? ''))
    const uses = [...byType.values()].map(parts => ({
      issueType: typeNames.get(parts[0]?.typeId ?? 0) ?? '',
      now: sumOf(parts, 'now'),
      ever: sumOf(parts, 'ever'),
    }))
    const { name, category } = first
    const used = new Set(own.map(({ statusId }) => statusId))
    const unlisted = group.filter(({ id, active }) => active === 0 && used.has(id)).length
    return [{ name, category, connections: connectionsOf(group), historyOnly: first.active === 0, unlisted, uses }]
  })
  return known.filter(({ historyOnly, uses }) => !historyOnly || uses.length > 0)
}

const sumOf = (uses: readonly { readonly now: number; readonly ever: number }[], count: 'now' | 'ever') =>
  uses.reduce((sum, use) => sum + use[count], 0)

const connectionsOf = (group: readonly Named[]) => [...new Set(group.map(({ connection }) => connection))]

/** By folded name, those with most issues first. */
function knownIssueTypes(db: Database, { ofTypes }: Uses): KnownIssueType[] {
  const rows = db.prepare<[], Named & { readonly level: number; readonly active: 0 | 1 }>(typeRows).all()
  return [...Map.groupBy(rows, ({ name }) => foldName(name)).values()]
    .flatMap(group => {
      const [first] = group
      if (!first) return []
      const issues = group.reduce((sum, { id }) => sum + (ofTypes.get(id) ?? 0), 0)
      return { name: first.name, level: first.level, connections: connectionsOf(group), issues, active: first.active }
    })
    .filter(({ active, issues }) => active === 1 || issues > 0)
    .map(({ active: _, ...type }) => type)
    .sort((a, b) => b.issues - a.issues || a.name.localeCompare(b.name))
}

const nextId = (db: Database, sql: string): number => (db.prepare<[], number | null>(sql).pluck().get() ?? 0) + 1

const newestVersion = 'select id, saved_at, author, summary, config from flow_versions order by id desc limit 1'
const anyStale = 'select 1 from issues indexed by issues_to_derive where derived_revision <> revision limit 1'

const highestFlowId = `
  select max(cast(flow.value ->> 'id' as integer)) from flow_versions, json_each(config, '$.flows') flow`

const highestStepId = `
  select max(cast(step.value ->> 'id' as integer))
  from flow_versions, json_each(config, '$.flows') flow, json_each(flow.value, '$.steps') step`

const inEnabledConnections = `
  join connections on connections.id = listed.connection_id and connections.enabled = 1 and connections.removed_at is null`

/** Listed ones before those only in history, so that the first of equal names tells. */
const statusRows = `
  select listed.id, listed.name, listed.category, listed.active, connections.name as connection
  from statuses listed ${inEnabledConnections} order by listed.active desc, listed.id`

const typeRows = `
  select listed.id, listed.name, listed.level, listed.active, connections.name as connection
  from issue_types listed ${inEnabledConnections} order by listed.active desc, listed.id`
