import type { Database } from 'better-sqlite3'
import type { TableName } from '../../../shared/contract/events.ts'
import { defaultIncidentRules, IncidentRules } from '../../../shared/model/incidents.ts'
import { writeInShortTransactions } from '../../store/write/short-transactions.ts'
import type { MatchNames } from '../deployment-candidates.ts'
import { measuredServices, type ServiceScope } from '../measured-services.ts'
import { type Assessment, assess, type ManualLink } from './assess.ts'
import { findIncidents, type SourceCount, type StoredAssessable, type StoredIncident } from './incident-sources.ts'

/** What a service's incidents and deployments come to under some rules. */
export interface Assessed {
  readonly deployments: readonly StoredAssessable[]
  readonly sources: readonly SourceCount[]
  readonly incidents: readonly StoredIncident[]
  readonly assessment: Assessment
}

/** Works out a service's incidents and what they say of its deployments, from what is stored. */
export function workOut(db: Database, scope: ServiceScope, rules: IncidentRules, match: MatchNames): Assessed {
  const { repositoryId, serviceId } = scope
  const { deployments, links } = db.transaction(() => ({
    deployments: db.prepare<[number, number], StoredRow>(countedDeployments).all(repositoryId, serviceId),
    links: db.prepare<[number, number], [string, string | null]>(manualLinks).raw().all(repositoryId, serviceId),
  }))()
  const assessable = deployments.map(({ first, ...row }) => ({ ...row, first: first === 1 }))
  const sources = findIncidents(db, { ...scope, rules, deployments: assessable, match })
  const incidents = sources.flatMap(source => source.incidents)
  const byKey = new Map<string, ManualLink>(links.map(([key, deploymentKey]) => [key, { deploymentKey }]))
  return { deployments: assessable, sources, incidents, assessment: assess(assessable, incidents, byKey, rules) }
}

/** The incident rules in force for a repository. */
export function incidentRules(db: Database, repositoryId: number): IncidentRules {
  const saved = db
    .prepare<[number], string>('select rules from incident_rules where repository_id = ?')
    .pluck()
    .get(repositoryId)
  return saved === undefined ? defaultIncidentRules : IncidentRules.parse(JSON.parse(saved))
}

/** Brings a repository's incidents up to date with its deployments, rules, links and issues. Answers the tables that changed. */
export async function assessRepository(
  db: Database,
  repositoryId: number,
  match: MatchNames,
): Promise<readonly TableName[]> {
  const rules = incidentRules(db, repositoryId)
  const changed = new Set<TableName>()
  for (const service of measuredServices(db, repositoryId)) {
    const assessed = workOut(db, service, rules, match)
    if (await writeJudgements(db, assessed)) changed.add('deployments')
    if (await writeIncidents(db, service, assessed)) changed.add('incidents')
  }
  return [...changed]
}

/** The repositories that have deployments; with `byIssues`, those of them whose incidents are issues. */
export function assessedRepositories(db: Database, byIssues: boolean): readonly number[] {
  const withIssues = `and r.id in (select repository_id from incident_rules where json_extract(rules, '$.issues') is not null)`
  return db
    .prepare<[], number>(
      `select r.id from repositories r where exists (select 1 from deployments where repository_id = r.id)
       ${byIssues ? withIssues : ''} order by r.id`,
    )
    .pluck()
    .all()
}

interface StoredRow extends Omit<StoredAssessable, 'first'> {
  readonly first: 0 | 1
}

async function writeJudgements(db: Database, { deployments, assessment }: Assessed): Promise<boolean> {
  const changed = deployments.flatMap((stored, place) => {
    const judged = assessment.deployments[place]
    if (!judged) return []
    const failed = judged.failed ? 1 : 0
    const unplanned = judged.unplanned ? 1 : 0
    const same = stored.failed === failed && stored.unplanned === unplanned && stored.restoredAt === judged.restoredAt
    return same ? [] : [[failed, judged.restoredAt, unplanned, stored.id] as const]
  })
  const update = db.prepare('update deployments set failed = ?, restored_at = ?, unplanned = ? where id = ?')
  await writeInShortTransactions(db, changed, rows => {
    for (const row of rows) update.run(...row)
  })
  return changed.length > 0
}

const columns = [
  'source',
  'title',
  'began_at',
  'ended_at',
  'issue_id',
  'commit_id',
  'deployment_id',
  'by_hand',
  'fix_deployment_id',
] as const
type IncidentRow = Readonly<Record<(typeof columns)[number] | 'key', string | number | null>>

async function writeIncidents(
  db: Database,
  { repositoryId, serviceId }: ServiceScope,
  { deployments, incidents, assessment }: Assessed,
): Promise<boolean> {
  const idOf = (place: number | null) => (place === null ? null : (deployments[place]?.id ?? null))
  const wanted = assessment.incidents.map(
    (incident, i): IncidentRow => ({
      key: incident.key,
      source: incident.source,
      title: incident.title,
      began_at: incident.beganAt,
      ended_at: incident.endedAt,
      issue_id: incidents[i]?.issueId ?? null,
      commit_id: incidents[i]?.commitId ?? null,
      deployment_id: idOf(incident.deployment),
      by_hand: incident.byHand ? 1 : 0,
      fix_deployment_id: idOf(incident.fix),
    }),
  )
  const stored = new Map(
    db
      .prepare<[number, number], IncidentRow & { readonly id: number }>(
        `select id, key, ${columns.join(', ')} from incidents where repository_id = ? and service_id = ?`,
      )
      .all(repositoryId, serviceId)
      .map(row => [row.key, row]),
  )
  const changed = wanted.filter(row => {
    const known = stored.get(row.key)
    return known === undefined || columns.some(column => known[column] !== row[column])
  })
  const kept = new Set(wanted.map(({ key }) => key))
  const gone = [...stored.values()].filter(({ key }) => !kept.has(key))
  const upsert = db.prepare(upsertIncident)
  const remove = db.prepare('delete from incidents where id = ?')
  await writeInShortTransactions(db, changed, rows => {
    for (const row of rows) upsert.run(repositoryId, serviceId, row.key, ...columns.map(column => row[column]))
  })
  await writeInShortTransactions(db, gone, rows => {
    for (const { id } of rows) remove.run(id)
  })
  return changed.length + gone.length > 0
}

const upsertIncident = `
  insert into incidents (repository_id, service_id, key, ${columns.join(', ')}) values (?, ?, ?, ${columns.map(() => '?').join(', ')})
  on conflict (repository_id, service_id, key) do update set ${columns.map(column => `${column} = excluded.${column}`).join(', ')}`

const countedDeployments = `
  select id, key, name, commit_id as commitId, finished_at as finishedAt, first, broke_at as brokeAt, failed, restored_at as restoredAt, unplanned
  from deployments where repository_id = ? and service_id = ? and result = 'success' order by finished_at, id`

const manualLinks = `select incident_key, deployment_key from incident_links where repository_id = ? and service_id = ?`
