import type { Database } from 'better-sqlite3'
import type { IncidentRules, IncidentSource } from '../../../shared/model/incidents.ts'
import type { MatchNames } from '../deployment-candidates.ts'
import type { ServiceScope } from '../measured-services.ts'
import type { Assessable, FoundIncident } from './assess.ts'
import { firstOfBranch } from './first-of-branch.ts'
import { issueIncidents } from './incident-issues.ts'
import { ofCommit, withoutEnd } from './incident-of-commit.ts'
import { hostedSources } from './load-hosted.ts'
import { revertIncidents } from './revert-incidents.ts'

/** A counted deployment as it is stored. */
export interface StoredAssessable extends Assessable {
  readonly id: number
  readonly name: string
  readonly brokeAt: number | null
  readonly failed: 0 | 1
  readonly restoredAt: number | null
  readonly unplanned: 0 | 1
}

export interface StoredIncident extends FoundIncident {
  readonly issueId: number | null
  readonly commitId: number | null
}

export interface SourceCount {
  readonly source: IncidentSource
  /** How many were looked at. */
  readonly candidates: number
  readonly incidents: readonly StoredIncident[]
}

export interface SourceInput extends ServiceScope {
  readonly rules: IncidentRules
  /** The counted ones, in the order they finished. */
  readonly deployments: readonly StoredAssessable[]
  readonly match: MatchNames
}

/** The incidents of a service by its repository's rules, source by source. Reverts and hotfixes count once they have shipped. */
export function findIncidents(db: Database, input: SourceInput): readonly SourceCount[] {
  const { rules } = input
  const places = new Map(input.deployments.map(({ id }, place) => [id, place]))
  return [
    { source: 'issue', ...(rules.issues ? issueIncidents(db, input, rules.issues, places) : none) },
    { source: 'revert', ...(rules.reverts ? revertIncidents(db, input, places) : none) },
    {
      source: 'hotfix',
      ...(rules.hotfixBranches === null ? none : hotfixes(db, input, rules.hotfixBranches, places)),
    },
    { source: 'failed_deployment', ...(rules.failedDeployments ? failures(db, input) : none) },
  ]
}

/** What a source gives. */
export type Found = Omit<SourceCount, 'source'>
/** Places of deployments by their ids. */
export type Places = ReadonlyMap<number, number>

const none: Found = { candidates: 0, incidents: [] }

interface MarkRow {
  readonly commitId: number
  readonly subject: string
  readonly authoredAt: number
  readonly text: string
  readonly deploymentId: number
}

interface PullRow {
  readonly id: number
  readonly title: string
  readonly beganAt: number
  readonly deploymentId: number
}

/** Pull requests of such branches, however they were merged, and merge commits without one. */
function hotfixes(
  db: Database,
  { repositoryId, serviceId, match }: SourceInput,
  pattern: string,
  places: Places,
): Found {
  const rows = db
    .prepare<[number, number], MarkRow>(`${shippedMerges} ${withoutPull} ${byCommit}`)
    .all(serviceId, repositoryId)
  const branches = db
    .prepare<[string], string>(headBranches)
    .pluck()
    .all(JSON.stringify(hostedSources(db, repositoryId)))
  const names = [...new Set([...rows.map(({ text }) => text), ...branches])]
  const matches = match(pattern, names)
  const hot = new Set(names.filter((_, i) => matches[i]))
  const pulls = db
    .prepare<[number, string], PullRow>(shippedPulls)
    .all(serviceId, JSON.stringify(branches.filter(name => hot.has(name))))
  const begin = firstOfBranch(db)
  const byPull = pulls.flatMap(({ id, title, beganAt, deploymentId }): StoredIncident[] => {
    const place = places.get(deploymentId)
    if (place === undefined) return []
    return [{ ...withoutEnd, key: `hotfix:p${id}`, source: 'hotfix', title, beganAt, commitId: null, fixes: [place] }]
  })
  const byMerge = rows.flatMap(({ commitId, authoredAt, text, deploymentId }): StoredIncident[] => {
    const place = places.get(deploymentId)
    if (place === undefined || !hot.has(text)) return []
    return [{ ...ofCommit('hotfix', commitId, text, begin(commitId) ?? authoredAt), fixes: [place] }]
  })
  return { candidates: names.length, incidents: [...byPull, ...byMerge] }
}

/** Deployments that failed, and counted ones that broke later. */
function failures(db: Database, { repositoryId, serviceId, deployments }: SourceInput): Found {
  const failed = db
    .prepare<[number, number], { key: string; name: string; at: number }>(failedDeployments)
    .all(repositoryId, serviceId)
  const broken = deployments.flatMap(({ key, name, brokeAt }) => (brokeAt === null ? [] : [{ key, name, at: brokeAt }]))
  return {
    candidates: failed.length + deployments.length,
    incidents: [...failed, ...broken].map(({ key, name, at }) => ({
      key: `deployment:${key}`,
      source: 'failed_deployment',
      title: name,
      beganAt: at,
      resolvedAt: null,
      hasOwnEnd: false,
      endsWithNext: true,
      fixes: [],
      issueId: null,
      commitId: null,
    })),
  }
}

const shippedMerges = `
  select c.id as commitId, c.subject, c.authored_at as authoredAt, m.branch as text, x.deployment_id as deploymentId
  from commit_marks m cross join commits c on c.id = m.commit_id and c.active = 1
  cross join deployment_changes x on x.commit_id = m.commit_id and x.service_id = ?
  where c.repository_id = ? and m.branch is not null`

const byCommit = 'order by c.id'

const withoutPull = `and not exists (
  select 1 from pull_requests p join pull_request_changes y on y.pull_request_id = p.id where p.merge_commit_sha = c.sha)`

const headBranches = `
  select name from names where id in (select distinct head_branch_id from pull_requests
    where data_source_id in (select value from json_each(?)) and active = 1 and state = 'merged') order by id`

/** Of every repository: the deployment tells whose they are. */
const shippedPulls = `
  select p.id, '#' || p.number || ' ' || p.title as title, x.deployment_id as deploymentId,
    coalesce((select min(authored_at) from pull_request_commits where pull_request_id = p.id), p.created_at) as beganAt
  from pull_requests p cross join pull_request_changes x on x.pull_request_id = p.id and x.service_id = ?
  where p.head_branch_id in (select id from names where name in (select value from json_each(?))) order by p.id`

const failedDeployments = `
  select key, name, finished_at as at from deployments where repository_id = ? and service_id = ? and result = 'failure'
  order by finished_at, id`
