import type { Database } from 'better-sqlite3'
import { firstOfBranch } from './first-of-branch.ts'
import { ofCommit, withoutEnd } from './incident-of-commit.ts'
import type { Found, Places, SourceInput, StoredIncident } from './incident-sources.ts'
import { hostedSources } from './load-hosted.ts'

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

/**
 * Pull requests of such branches, however they were merged, and merge commits without one. With `among`, only of these commits and pull
 * requests.
 */
export function hotfixIncidents(
  db: Database,
  { repositoryId, serviceId, match }: Pick<SourceInput, 'repositoryId' | 'serviceId' | 'match'>,
  pattern: string,
  places: Places,
  among?: { readonly commitIds: readonly number[]; readonly pullRequestIds: readonly number[] },
): Found {
  const input = {
    repositoryId,
    serviceId,
    ...(among && { commitIds: JSON.stringify(among.commitIds), pullRequestIds: JSON.stringify(among.pullRequestIds) }),
  }
  const some = among !== undefined
  const rows = db.prepare<object, MarkRow>(shippedMerges(some)).all(input)
  const branches = db
    .prepare<object, string>(headBranches(some))
    .pluck()
    .all({
      sources: JSON.stringify(hostedSources(db, repositoryId)),
      ...(among && { pullRequestIds: JSON.stringify(among.pullRequestIds) }),
    })
  const names = [...new Set([...rows.map(({ text }) => text), ...branches])]
  const matches = match(pattern, names)
  const hot = new Set(names.filter((_, i) => matches[i]))
  const pulls = db.prepare<object, PullRow>(shippedPulls(some)).all({
    serviceId,
    names: JSON.stringify(branches.filter(name => hot.has(name))),
    ...(among && { pullRequestIds: JSON.stringify(among.pullRequestIds) }),
  })
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

const shippedMerges = (some: boolean) => `
  select c.id as commitId, c.subject, c.authored_at as authoredAt, m.branch as text, x.deployment_id as deploymentId
  from commit_marks m cross join commits c on c.id = m.commit_id and c.active = 1
  cross join deployment_changes x on x.commit_id = m.commit_id and x.service_id = @serviceId
  where c.repository_id = @repositoryId and m.branch is not null
    ${some ? 'and m.commit_id in (select value from json_each(@commitIds))' : ''}
    and not exists (
      select 1 from pull_requests p join pull_request_changes y on y.pull_request_id = p.id where p.merge_commit_sha = c.sha)
  order by c.id`

const headBranches = (some: boolean) => `
  select name from names where id in (select distinct head_branch_id from pull_requests
    where ${some ? 'id in (select value from json_each(@pullRequestIds)) and +' : ''}data_source_id in (select value from json_each(@sources))
      and active = 1 and state = 'merged') order by id`

/** Of every repository: the deployment tells whose they are. */
const shippedPulls = (some: boolean) => `
  select p.id, '#' || p.number || ' ' || p.title as title, x.deployment_id as deploymentId,
    coalesce((select min(authored_at) from pull_request_commits where pull_request_id = p.id), p.created_at) as beganAt
  from pull_requests p cross join pull_request_changes x on x.pull_request_id = p.id and x.service_id = @serviceId
  where ${some ? 'p.id in (select value from json_each(@pullRequestIds)) and ' : ''}p.head_branch_id in
    (select id from names where name in (select value from json_each(@names))) order by p.id`
