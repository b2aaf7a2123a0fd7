import type { Database } from 'better-sqlite3'
import type { IncidentRules, IncidentSource, IssueChoice } from '../../../shared/model/incidents.ts'
import type { MatchNames } from '../deployment-candidates.ts'
import type { Assessable, FoundIncident } from './assess.ts'
import { firstOfBranch } from './first-of-branch.ts'
import { hostedSources } from './load-hosted.ts'
import { plainSubject } from './subjects.ts'

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

export interface SourceInput {
  readonly repositoryId: number
  readonly rules: IncidentRules
  /** The counted ones, in the order they finished. */
  readonly deployments: readonly StoredAssessable[]
  readonly match: MatchNames
}

/** The incidents of a repository by its rules, source by source. Reverts and hotfixes count once they have shipped. */
export function findIncidents(db: Database, input: SourceInput): readonly SourceCount[] {
  const { rules } = input
  const places = new Map(input.deployments.map(({ id }, place) => [id, place]))
  return [
    { source: 'issue', ...(rules.issues ? issues(db, input.repositoryId, rules.issues, places) : none) },
    { source: 'revert', ...(rules.reverts ? reverts(db, input.repositoryId, places) : none) },
    {
      source: 'hotfix',
      ...(rules.hotfixBranches === null ? none : hotfixes(db, input, rules.hotfixBranches, places)),
    },
    { source: 'failed_deployment', ...(rules.failedDeployments ? failures(db, input) : none) },
  ]
}

type Found = Omit<SourceCount, 'source'>
type Places = ReadonlyMap<number, number>

const none: Found = { candidates: 0, incidents: [] }

interface MarkRow {
  readonly commitId: number
  readonly subject: string
  readonly authoredAt: number
  readonly text: string
  readonly deploymentId: number
}

function reverts(db: Database, repositoryId: number, places: Places): Found {
  const rows = db.prepare<[number], MarkRow>(`${shippedMarks('reverts')} ${byCommit}`).all(repositoryId)
  const shippedBeside = db.prepare<[number, string, string, number]>(sameDeployment)
  const incidents = rows.flatMap(({ commitId, subject, authoredAt, text, deploymentId }): StoredIncident[] => {
    const place = places.get(deploymentId)
    const reverted = plainSubject(text)
    // What shipped together with its revert was never out.
    if (place === undefined || shippedBeside.get(deploymentId, reverted, `${reverted} (#%`, commitId)) return []
    return [{ ...ofCommit('revert', commitId, subject, authoredAt), fixes: [place] }]
  })
  return { candidates: rows.length, incidents }
}

interface PullRow {
  readonly id: number
  readonly title: string
  readonly beganAt: number
  readonly deploymentId: number
}

/** Pull requests of such branches, however they were merged, and merge commits without one. */
function hotfixes(db: Database, { repositoryId, match }: SourceInput, pattern: string, places: Places): Found {
  const rows = db.prepare<[number], MarkRow>(`${shippedMarks('branch')} ${withoutPull} ${byCommit}`).all(repositoryId)
  const branches = db
    .prepare<[string], string>(headBranches)
    .pluck()
    .all(JSON.stringify(hostedSources(db, repositoryId)))
  const names = [...new Set([...rows.map(({ text }) => text), ...branches])]
  const matches = match(pattern, names)
  const hot = new Set(names.filter((_, i) => matches[i]))
  const pulls = db.prepare<[string], PullRow>(shippedPulls).all(JSON.stringify(branches.filter(name => hot.has(name))))
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

const withoutEnd = { resolvedAt: null, hasOwnEnd: false, endsWithNext: false, issueId: null } as const

const ofCommit = (source: 'revert' | 'hotfix', commitId: number, title: string, beganAt: number) => ({
  key: `${source}:${commitId}`,
  source,
  title,
  beganAt,
  commitId,
  ...withoutEnd,
})

/** Deployments that failed, and counted ones that broke later. */
function failures(db: Database, { repositoryId, deployments }: SourceInput): Found {
  const failed = db.prepare<[number], { key: string; name: string; at: number }>(failedDeployments).all(repositoryId)
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

interface IssueRow {
  readonly id: number
  readonly key: string
  readonly summary: string
  readonly createdAt: number
  readonly resolvedAt: number | null
}

function issues(db: Database, repositoryId: number, choice: IssueChoice, places: Places): Found {
  const folded = (names: readonly string[]) => JSON.stringify(names.map(name => name.toLowerCase()))
  const rows = db.prepare<object, IssueRow>(chosenIssues).all({
    projects: folded(choice.projects),
    types: folded(choice.types),
    labels: folded(choice.labels),
    priorities: folded(choice.priorities),
  })
  const candidates = db.prepare<[], number>(`select count(*) from issues i where ${countedIssue}`).pluck().get() ?? 0
  const fixes = fixesByKey(
    db,
    repositoryId,
    rows.map(({ key }) => key),
    places,
  )
  return {
    candidates,
    incidents: rows.map(({ id, key, summary, createdAt, resolvedAt }) => ({
      key: `issue:${id}`,
      source: 'issue',
      title: `${key} ${summary}`,
      beganAt: createdAt,
      resolvedAt,
      hasOwnEnd: true,
      endsWithNext: false,
      fixes: fixes.get(key.toUpperCase()) ?? [],
      issueId: id,
      commitId: null,
    })),
  }
}

/** By issue key in capitals: the deployments that ship a commit or pull request naming it, ascending. */
function fixesByKey(
  db: Database,
  repositoryId: number,
  keys: readonly string[],
  places: Places,
): ReadonlyMap<string, readonly number[]> {
  const wanted = JSON.stringify(keys.map(key => key.toUpperCase()))
  const rows = db.prepare<object, [string, number]>(shippedForIssues).raw().all({ repositoryId, wanted })
  const found = new Map<string, number[]>()
  for (const [key, deploymentId] of rows) {
    const place = places.get(deploymentId)
    if (place === undefined) continue
    const known = found.get(key)
    if (known) known.push(place)
    else found.set(key, [place])
  }
  for (const all of found.values()) all.sort((a, b) => a - b)
  return found
}

const shippedMarks = (column: 'reverts' | 'branch') => `
  select c.id as commitId, c.subject, c.authored_at as authoredAt, m.${column} as text, x.deployment_id as deploymentId
  from commit_marks m cross join commits c on c.id = m.commit_id and c.active = 1
  cross join deployment_changes x on x.commit_id = m.commit_id and x.service_id = 0
  where c.repository_id = ? and m.${column} is not null`

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
  from pull_requests p cross join pull_request_changes x on x.pull_request_id = p.id and x.service_id = 0
  where p.head_branch_id in (select id from names where name in (select value from json_each(?))) order by p.id`

const sameDeployment = `
  select 1 from deployment_changes x join commits c on c.id = x.commit_id
  where x.deployment_id = ? and (c.subject = ? or c.subject like ?) and c.id <> ? limit 1`

const failedDeployments = `
  select key, name, finished_at as at from deployments where repository_id = ? and service_id = 0 and result = 'failure'
  order by finished_at, id`

const countedIssue = `exists (
  select 1 from issue_sources s join data_sources d on d.id = s.data_source_id and d.active = 1
  join connections c on c.id = d.connection_id and c.enabled = 1 and c.removed_at is null
  where s.issue_id = i.id and s.active = 1)`

const isChosen = (list: string, condition: string) =>
  `(@${list} = '[]' or ${condition} (select value from json_each(@${list})))`

const chosenIssues = `
  select i.id, i.key, i.summary, i.created_at as createdAt, i.resolved_at as resolvedAt from issues i
  where ${isChosen('projects', 'i.project_id in (select id from projects where lower(key) in')})
    and ${isChosen('types', 'i.issue_type_id in (select id from issue_types where lower(name) in')})
    and ${isChosen('priorities', 'lower(i.priority) in')}
    and (@labels = '[]' or i.id in (select issue_id from issue_labels where label_id in
      (select id from labels where lower(name) in (select value from json_each(@labels)))))
    and ${countedIssue} order by i.id`

const shippedForIssues = `
  select n.key, x.deployment_id from commit_issues n
  join deployment_changes x on x.commit_id = n.commit_id and x.service_id = 0
  join deployments d on d.id = x.deployment_id and d.repository_id = @repositoryId
  where n.key in (select value from json_each(@wanted))
  union
  select n.key, x.deployment_id from pull_request_issues n
  join pull_request_changes x on x.pull_request_id = n.pull_request_id and x.service_id = 0
  join deployments d on d.id = x.deployment_id and d.repository_id = @repositoryId
  where n.key in (select value from json_each(@wanted))`
