import type { Database } from 'better-sqlite3'
import type { TableName } from '../../../shared/contract/events.ts'
import { defaultIncidentRules, IncidentRules } from '../../../shared/model/incidents.ts'
import type { MatchNames } from '../deployment-candidates.ts'
import { measuredServices, type ServiceScope } from '../measured-services.ts'
import { type Assessment, assess, type ManualLink } from './assess.ts'
import { findIncidents, type SourceCount, type StoredAssessable, type StoredIncident } from './incident-sources.ts'
import { writeIncidents, writeJudgements } from './write-assessment.ts'

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
    links: loadLinks(db, scope),
  }))()
  const assessable = deployments.map(({ first, ...row }) => ({ ...row, first: first === 1 }))
  const sources = findIncidents(db, { ...scope, rules, deployments: assessable, match })
  const incidents = sources.flatMap(source => source.incidents)
  return { deployments: assessable, sources, incidents, assessment: assess(assessable, incidents, links, rules) }
}

/** What the user said of a service's incidents, by their keys. */
export function loadLinks(db: Database, { repositoryId, serviceId }: ServiceScope): ReadonlyMap<string, ManualLink> {
  const links = db.prepare<[number, number], [string, string | null]>(manualLinks).raw().all(repositoryId, serviceId)
  return new Map(links.map(([key, deploymentKey]) => [key, { deploymentKey }]))
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
    if (await writeJudgements(db, assessed.deployments, assessed.assessment.deployments)) changed.add('deployments')
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

export interface StoredRow extends Omit<StoredAssessable, 'first'> {
  readonly first: 0 | 1
}

/** A counted deployment as it is stored, but for `first`. */
export const assessableColumns =
  'id, key, name, environment, commit_id as commitId, finished_at as finishedAt, first, broke_at as brokeAt, failed, restored_at as restoredAt, unplanned'

const countedDeployments = `
  select ${assessableColumns} from deployments where repository_id = ? and service_id = ? and result = 'success' order by finished_at, id`

const manualLinks = `select incident_key, deployment_key from incident_links where repository_id = ? and service_id = ?`
