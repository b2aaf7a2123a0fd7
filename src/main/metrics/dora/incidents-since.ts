import type { Database } from 'better-sqlite3'
import type { IncidentRules } from '../../../shared/model/incidents.ts'
import type { MatchNames } from '../deployment-candidates.ts'
import type { ServiceScope } from '../measured-services.ts'
import { assessableColumns, type StoredRow } from './assess-repository.ts'
import { failureIncidents } from './failure-incidents.ts'
import { hotfixIncidents } from './hotfix-incidents.ts'
import type { StoredAssessable, StoredIncident } from './incident-sources.ts'
import { revertIncidents } from './revert-incidents.ts'

/** What has come to a service since its incidents were worked out. */
export interface Since {
  /** The latest finish there was. */
  readonly finishedAt: number
  /** Deployments that are new, or told differently. */
  readonly deploymentKeys: readonly string[]
  /** Commits that shipped with them. */
  readonly shippedIds: readonly number[]
  /** Commits that are new, shipped or not. */
  readonly commitIds: readonly number[]
  /** Pull requests that are new or changed, or shipped with them. */
  readonly pullRequestIds: readonly number[]
}

export interface IncidentsSince {
  /** Keys of all incidents that can be there because of it. */
  readonly keys: readonly string[]
  /** Those that are; `fixes` hold places in `deployments`. */
  readonly incidents: readonly StoredIncident[]
  /** Counted deployments that are new, told differently, or shipped what is new. */
  readonly deployments: readonly StoredAssessable[]
}

/**
 * The incidents that came with what is new, by rules that do not look at issues. Null where something new says anything of what had shipped
 * before: then all have to be worked out again.
 */
export function incidentsSince(
  db: Database,
  scope: ServiceScope,
  rules: IncidentRules,
  match: MatchNames,
  since: Since,
): IncidentsSince | null {
  const { deploymentKeys, shippedIds, commitIds, pullRequestIds } = since
  const parameters = input(scope, since)
  if (rules.issues || (commitIds.length > 0 && db.prepare<object>(knownRevertOf).get(parameters))) return null
  const merged = db.prepare<object, number>(mergeCommits).pluck().all(parameters)
  const deployments = db
    .prepare<object, StoredRow>(countedBy)
    .all({ ...parameters, merged: JSON.stringify(merged) })
    .map(({ first, ...row }) => ({ ...row, first: first === 1 }))
  const places = new Map(deployments.map(({ id }, place) => [id, place]))
  const told = new Set(deploymentKeys)
  const ofThese = { ...scope, deployments: deployments.filter(({ key }) => told.has(key)) }
  const among = { commitIds: [...shippedIds, ...merged], pullRequestIds }
  const incidents = [
    ...(rules.reverts ? revertIncidents(db, scope, places, shippedIds).incidents : []),
    ...(rules.hotfixBranches === null
      ? []
      : hotfixIncidents(db, { ...scope, match }, rules.hotfixBranches, places, among).incidents),
    ...(rules.failedDeployments ? failureIncidents(db, ofThese, deploymentKeys).incidents : []),
  ]
  const ofChanges = [
    ...shippedIds.map(id => `revert:${id}`),
    ...among.commitIds.map(id => `hotfix:${id}`),
    ...pullRequestIds.map(id => `hotfix:p${id}`),
  ]
  const known = db.prepare<object>(knownIncident).get({ ...parameters, keys: JSON.stringify(ofChanges) })
  const late = new Set(deployments.flatMap(({ finishedAt }, place) => (finishedAt > since.finishedAt ? place : [])))
  if (known || incidents.some(({ fixes }) => !fixes.every(place => late.has(place)))) return null
  return { keys: [...ofChanges, ...deploymentKeys.map(key => `deployment:${key}`)], incidents, deployments }
}

/** Whether what any of these pull requests was merged as is an incident of some service: by none, once the pull request ships with one. */
export function mergesAreIncidents(db: Database, repositoryId: number, pullRequestIds: readonly number[]): boolean {
  const parameters = { repositoryId, pullRequestIds: JSON.stringify(pullRequestIds) }
  return db.prepare<object>(mergeIncident).get(parameters) !== undefined
}

const input = ({ repositoryId, serviceId }: ServiceScope, since: Since) => ({
  repositoryId,
  serviceId,
  deploymentKeys: JSON.stringify(since.deploymentKeys),
  commitIds: JSON.stringify(since.commitIds),
  pullRequestIds: JSON.stringify(since.pullRequestIds),
})

/** A revert that was known before what it takes back. */
const knownRevertOf = `
  select 1 from commit_marks m cross join commits c
    on c.repository_id = @repositoryId and c.sha = m.reverts_sha
  where m.reverts_sha is not null and c.id in (select value from json_each(@commitIds))
    and m.commit_id not in (select value from json_each(@commitIds)) limit 1`

const mergeCommits = `
  select c.id as id from json_each(@pullRequestIds) i cross join pull_requests p on p.id = i.value
  cross join commits c on c.repository_id = @repositoryId and c.sha = p.merge_commit_sha`

const mergeIncident = `
  select 1 from incidents where repository_id = @repositoryId
    and key in (select 'hotfix:' || merged.id from (${mergeCommits}) merged) limit 1`

const countedBy = `
  select ${assessableColumns} from deployments
  where result = 'success' and id in (
    select id from deployments where repository_id = @repositoryId and service_id = @serviceId
      and key in (select value from json_each(@deploymentKeys))
    union
    select deployment_id from pull_request_changes
    where pull_request_id in (select value from json_each(@pullRequestIds)) and service_id = @serviceId
    union
    select deployment_id from deployment_changes
    where commit_id in (select value from json_each(@merged)) and service_id = @serviceId)
  order by finished_at, id`

const knownIncident = `
  select 1 from incidents where repository_id = @repositoryId and service_id = @serviceId
    and key in (select value from json_each(@keys)) limit 1`
