import type { Database } from 'better-sqlite3'
import { writeInShortTransactions } from '../../store/write/short-transactions.ts'
import { unshipped } from '../attribution.ts'
import type { ServiceScope } from '../measured-services.ts'
import { attributeByTime } from './by-time.ts'
import { hostedSources } from './load-hosted.ts'
import { stagesOf } from './stages.ts'

interface MergedPullRequest {
  readonly id: number
  readonly firstCommitAt: number | null
  readonly createdAt: number
  readonly readyAt: number | null
  readonly firstResponseAt: number | null
  readonly mergedAt: number
  readonly onDefaultBranch: 0 | 1
  /** The deployment that what landed of it, or else any of its commits, first shipped with. */
  readonly deploymentId: number | null
}

interface CountedDeployment {
  readonly id: number
  readonly finishedAt: number
}

const columns = [
  'deployment_id',
  'lead_time_ms',
  'coding_ms',
  'pickup_ms',
  'review_ms',
  'deploy_ms',
  'contradictory',
  'by_time',
] as const
type Row = Readonly<Record<(typeof columns)[number], number | null>> & { readonly pull_request_id: number }

/**
 * Works out which deployment of a service each merged pull request of its repository shipped with, and its stages, from the deployments and changes as
 * they are stored. Without any commit of the repository, or where its history is not shown any more: by time. True when anything was written.
 */
export async function derivePullRequests(db: Database, scope: ServiceScope): Promise<boolean> {
  const { repositoryId, serviceId } = scope
  const { wanted, stored, unit } = db.transaction(() => read(db, scope))()
  const known = new Map(stored.map(row => [row.pull_request_id, row]))
  const changed = wanted.filter(row => {
    const before = known.get(row.pull_request_id)
    return before === undefined || columns.some(column => before[column] !== row[column])
  })
  const kept = new Set(wanted.map(row => row.pull_request_id))
  const gone = stored.filter(row => !kept.has(row.pull_request_id))
  const upsert = db.prepare(upsertChange)
  const remove = db.prepare('delete from pull_request_changes where pull_request_id = ? and service_id = ?')
  await writeInShortTransactions(db, changed, rows => {
    for (const row of rows) upsert.run(row.pull_request_id, serviceId, ...columns.map(column => row[column]))
  })
  await writeInShortTransactions(db, gone, rows => {
    for (const row of rows) remove.run(row.pull_request_id, serviceId)
  })
  const unitChanged = db.prepare(saveUnit).run(repositoryId, unit).changes > 0
  return changed.length + gone.length > 0 || unitChanged
}

function read(db: Database, { repositoryId, serviceId }: ServiceScope) {
  const sources = JSON.stringify(hostedSources(db, repositoryId))
  const merged = db.prepare<object, MergedPullRequest>(mergedPullRequests).all({ repositoryId, serviceId, sources })
  const deployments = db
    .prepare<[number, number], CountedDeployment & { readonly first: 0 | 1 }>(counted)
    .all(repositoryId, serviceId)
  const hasGraph = db.prepare(graphOf).get(repositoryId)
  return {
    wanted: hasGraph ? byAncestry(merged, deployments) : byTime(merged, deployments),
    stored: db.prepare<[number, number], Row>(storedChanges).all(repositoryId, serviceId),
    unit: merged.length > 0 ? 'pull_request' : 'commit',
  }
}

/** What was read of a history that is not shown any more grows old: it does not count. */
const graphOf = `
  select 1 from repositories r where r.id = ? and r.history_problem is null
    and exists (select 1 from commits c where c.repository_id = r.id and c.active = 1)`

function byAncestry(merged: readonly MergedPullRequest[], deployments: readonly CountedDeployment[]): readonly Row[] {
  const finishes = new Map(deployments.map(({ id, finishedAt }) => [id, finishedAt]))
  return merged.flatMap(pull => {
    const deployedAt = pull.deploymentId === null ? undefined : finishes.get(pull.deploymentId)
    return pull.deploymentId === null || deployedAt === undefined ? [] : [rowOf(pull, pull.deploymentId, deployedAt, 0)]
  })
}

/** What came with the first known deployment cannot be told, by time either. Only what went to the default branch counts. */
function byTime(merged: readonly MergedPullRequest[], deployments: readonly CountedDeployment[]): readonly Row[] {
  const pulls = merged.filter(({ onDefaultBranch }) => onDefaultBranch === 1)
  const places = attributeByTime(
    pulls.map(({ mergedAt }) => mergedAt),
    deployments.map(({ finishedAt }) => finishedAt),
  )
  return pulls.flatMap((pull, i) => {
    const place = places[i] ?? unshipped
    const deployment = place > 0 ? deployments[place] : undefined
    return deployment ? [rowOf(pull, deployment.id, deployment.finishedAt, 1)] : []
  })
}

function rowOf(pull: MergedPullRequest, deploymentId: number, deployedAt: number, byTime: 0 | 1): Row {
  const stages = stagesOf({ ...pull, deployedAt })
  return {
    pull_request_id: pull.id,
    deployment_id: deploymentId,
    lead_time_ms: stages.leadTimeMs,
    coding_ms: stages.codingMs,
    pickup_ms: stages.pickupMs,
    review_ms: stages.reviewMs,
    deploy_ms: stages.deployMs,
    contradictory: stages.contradictory ? 1 : 0,
    by_time: byTime,
  }
}

/**
 * What a pull request put on its branch: its merge commit; for a service, whose paths the last of several may not touch, after a rebase
 * also the commits before it, which kept the dates they were authored at. A squash or a merge commit stands for all of them.
 */
const landed = `
  select id as pull_request_id, merge_id as commit_id, (
    select count(*) - 1 from pull_request_commits where pull_request_id = merged.id) as before
  from merged where merge_id is not null
  union all
  select l.pull_request_id, up.parent_id, l.before - 1 from landed l
  join commit_parents up on up.commit_id = l.commit_id and up.position = 0
  join commits own on own.id = l.commit_id and own.parents = 1
  join commits parent on parent.id = up.parent_id
  where l.before > 0 and @serviceId <> 0
    and own.authored_at in (select authored_at from pull_request_commits where pull_request_id = l.pull_request_id)
    and parent.authored_at in (select authored_at from pull_request_commits where pull_request_id = l.pull_request_id)`

const shippedWith = (commitId: string) =>
  `(select x.deployment_id from deployment_changes x where x.commit_id = ${commitId} and x.service_id = @serviceId)`

/** People, and what the user said of accounts that are none. */
const bots = `
  select a.id from accounts a left join identities person on person.id = a.person_id
  where coalesce(person.bot_by_hand, a.bot) = 1`

const mergedPullRequests = `
  with recursive bots as materialized (${bots}), merged as materialized (
    select p.id, p.author_id, p.created_at, p.ready_at, p.merged_at, p.base_branch_id, p.data_source_id,
      (select c.id from commits c where c.repository_id = @repositoryId and c.sha = p.merge_commit_sha and c.active = 1) as merge_id
    from pull_requests p where p.data_source_id in (select value from json_each(@sources))
      and p.active = 1 and p.state = 'merged' and p.merged_at is not null),
  landed (pull_request_id, commit_id, before) as (${landed}),
  shipped as materialized (
    select l.pull_request_id, x.deployment_id, min(d.finished_at) from landed l
    join deployment_changes x on x.commit_id = l.commit_id and x.service_id = @serviceId
    join deployments d on d.id = x.deployment_id group by l.pull_request_id)
  select p.id, p.created_at as createdAt, p.ready_at as readyAt, p.merged_at as mergedAt,
    (select min(c.authored_at) from pull_request_commits c where c.pull_request_id = p.id) as firstCommitAt,
    nullif(min(
      coalesce((select min(r.submitted_at) from pull_request_reviews r where r.pull_request_id = p.id
        and r.author_id is not null and r.author_id is not p.author_id and r.author_id not in bots), 9e15),
      coalesce((select min(c.created_at) from pull_request_comments c where c.pull_request_id = p.id
        and c.author_id is not null and c.author_id is not p.author_id and c.author_id not in bots), 9e15)), 9e15) as firstResponseAt,
    exists (select 1 from hosted_repositories h join names b on b.id = p.base_branch_id
      where h.data_source_id = p.data_source_id and b.name = h.default_branch) as onDefaultBranch,
    case when p.merge_id is not null then s.deployment_id else (
      select d.id from pull_request_commits pc
      join commits c on c.repository_id = @repositoryId and c.sha = pc.sha and c.active = 1
        and (c.parents < 2 or @serviceId = 0)
      join deployments d on d.id = ${shippedWith('c.id')}
      where pc.pull_request_id = p.id order by d.finished_at limit 1) end as deploymentId
  from merged p left join shipped s on s.pull_request_id = p.id order by p.id`

const counted = `
  select id, finished_at as finishedAt, first from deployments
  where repository_id = ? and service_id = ? and result = 'success' order by finished_at, id`

const storedChanges = `
  select x.pull_request_id, ${columns.map(column => `x.${column}`).join(', ')} from deployments d
  join pull_request_changes x on x.deployment_id = d.id and x.service_id = d.service_id
  where d.repository_id = ? and d.service_id = ?`

const upsertChange = `
  insert into pull_request_changes (pull_request_id, service_id, ${columns.join(', ')}) values (?, ?, ${columns.map(() => '?').join(', ')})
  on conflict (pull_request_id, service_id) do update set ${columns.map(column => `${column} = excluded.${column}`).join(', ')}`

const saveUnit = `
  insert into delivery_states (repository_id, unit, scanned_commit_id, scanned_for) values (?, ?, 0, '')
  on conflict (repository_id) do update set unit = excluded.unit where unit <> excluded.unit`
