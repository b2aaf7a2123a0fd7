import type { Database } from 'better-sqlite3'
import { foldName } from '../../../shared/model/flow.ts'
import { readFlowConfig } from '../../flow/flow-versions.ts'
import { type FlowMoment, loadFlowMoment } from '../flow/load-snapshot.ts'
import { type FindingSource, foundRows, issuesText } from './finding-source.ts'

interface ListedRow {
  readonly id: number
  readonly name: string
  readonly connection: string
}

/** Statuses that no tracker lists any more, which issues that count have been in. */
export const statusOnlyInHistory: FindingSource = db => {
  const moment = loadFlowMoment(db)
  const issues = issuesByStatus(moment)
  const gone = db.prepare<[], ListedRow>(unlisted('statuses')).all()
  const items = gone
    .filter(({ id }) => issues.has(id))
    .map(({ id, name, connection }) => ({
      id: String(id),
      name,
      about: `not listed by the tracker any more; it is in the history of ${issuesText(issues.get(id) ?? 0)}`,
      place: connection,
      at: null,
      target: { kind: 'status' as const, id },
    }))
  return foundRows(items, issues.size, issues.size === 0 ? 'no_issues' : null)
}

/** Issue types of counting data sources that are neither in a flow nor left out on purpose. */
export const typeUnmapped: FindingSource = db => {
  const config = readFlowConfig(db)?.config
  const known = new Set(config?.issueTypes.map(({ issueType }) => foldName(issueType)))
  const rows = typesWithIssues(db)
  const items = rows
    .filter(({ name }) => !known.has(foldName(name)))
    .map(({ id, name, connection, issues }) => ({
      id: String(id),
      name,
      about: `${issuesText(issues)} of this type, in no flow`,
      place: connection,
      at: null,
      target: { kind: 'issueType' as const, id },
    }))
  return foundRows(items, rows.length, rows.length === 0 ? 'no_issues' : null)
}

/** How many of the issues that count have been in each status. */
function issuesByStatus({ columns, snapshot }: FlowMoment): ReadonlyMap<number, number> {
  const counting = new Set(snapshot.ids)
  const issues = new Map<number, number>()
  for (let i = 0; i < columns.size; i++) {
    if (!counting.has(columns.ids[i] ?? 0)) continue
    const begin = columns.offsets.statuses[i] ?? 0
    const own = new Set(columns.statuses.subarray(begin, columns.offsets.statuses[i + 1] ?? begin))
    for (const status of own) issues.set(status, (issues.get(status) ?? 0) + 1)
  }
  return issues
}

const typesWithIssues = (db: Database) => db.prepare<[], ListedRow & { readonly issues: number }>(countingTypes).all()

const unlisted = (table: string) => `
  select t.id, t.name, c.name as connection from ${table} t
  join connections c on c.id = t.connection_id and c.removed_at is null
  where t.active = 0 order by t.name collate nocase, t.id`

const countingTypes = `
  select t.id, t.name, c.name as connection, count(*) as issues
  from issues i
  join issue_types t on t.id = i.issue_type_id
  join connections c on c.id = i.connection_id and c.enabled = 1 and c.removed_at is null
  where exists (
    select 1 from issue_sources x join data_sources s on s.id = x.data_source_id and s.active = 1
    where x.issue_id = i.id and x.active = 1)
  group by t.id order by issues desc, t.id`
