import { silentAccounts } from './silent-accounts.ts'

export interface MergedPullRequest {
  readonly id: number
  readonly firstCommitAt: number | null
  readonly createdAt: number
  readonly readyAt: number | null
  /** The first review or comment by somebody else who counts, before it was merged. */
  readonly firstResponseAt: number | null
  readonly mergedAt: number
  readonly onDefaultBranch: 0 | 1
  /** The deployment that what landed of it, or else any of its commits, first shipped with. */
  readonly deploymentId: number | null
}

/**
 * What pull requests, `merged (id, merge_id)`, put on their branch: the merge commit; where `walks` holds, for a service, whose paths the last
 * of several may not touch, after a rebase also the commits before it, which kept the dates they were authored at. A squash or a merge
 * commit stands for all of them. The body of a recursive `landed (pull_request_id, commit_id, before)`.
 */
export const landedBy = (walks: string) => `
  select id as pull_request_id, merge_id as commit_id, (
    select count(*) - 1 from pull_request_commits where pull_request_id = merged.id) as before
  from merged where merge_id is not null
  union all
  select l.pull_request_id, up.parent_id, l.before - 1 from landed l
  join commit_parents up on up.commit_id = l.commit_id and up.position = 0
  join commits own on own.id = l.commit_id and own.parents = 1
  join commits parent on parent.id = up.parent_id
  where l.before > 0 and ${walks}
    and own.authored_at in (select authored_at from pull_request_commits where pull_request_id = l.pull_request_id)
    and parent.authored_at in (select authored_at from pull_request_commits where pull_request_id = l.pull_request_id)`

/** When somebody said something (alias `x`, at `at`) of a pull request (`p`) that is a response to its author. */
const responses = (table: 'pull_request_reviews' | 'pull_request_comments', at: string) => `coalesce((
        select min(x.${at}) from ${table} x where x.pull_request_id = p.id and x.${at} <= p.merged_at
          and x.author_id is not null and x.author_id is not p.author_id and x.author_id not in silent
          and (x.author_id, coalesce(p.author_id, 0)) not in (select one, other from twins)), 9e15)`

const shippedWith = (commitId: string) =>
  `(select x.deployment_id from deployment_changes x where x.commit_id = ${commitId} and x.service_id = @serviceId)`

/**
 * The merged pull requests of some data sources with what their stages are worked out from, as `MergedPullRequest`. Parameters:
 * repositoryId, serviceId, sources; for some of them alone `ids`.
 */
export const mergedPullRequests = (some: boolean) => `
  with recursive silent as materialized (${silentAccounts}), twins (one, other) as materialized (
    select a.id, b.id from accounts a join accounts b on b.person_id = a.person_id and b.connection_id = a.connection_id and b.id <> a.id),
  merged as materialized (
    select p.id, p.author_id, p.created_at, p.ready_at, p.merged_at, p.base_branch_id, p.data_source_id,
      (select c.id from commits c where c.repository_id = @repositoryId and c.sha = p.merge_commit_sha and c.active = 1) as merge_id
    from pull_requests p where ${some ? 'p.id in (select value from json_each(@ids)) and +' : ''}${isMerged}),
  landed (pull_request_id, commit_id, before) as (${landedBy('@serviceId <> 0')}),
  shipped as materialized (
    select l.pull_request_id, x.deployment_id, min(d.finished_at) from landed l
    cross join deployment_changes x on x.commit_id = l.commit_id and x.service_id = @serviceId
    cross join deployments d on d.id = x.deployment_id group by l.pull_request_id)
  select p.id, p.created_at as createdAt, p.ready_at as readyAt, p.merged_at as mergedAt,
    (select min(c.authored_at) from pull_request_commits c where c.pull_request_id = p.id) as firstCommitAt,
    nullif(min(${responses('pull_request_reviews', 'submitted_at')},
      ${responses('pull_request_comments', 'created_at')}), 9e15) as firstResponseAt,
    exists (select 1 from hosted_repositories h join names b on b.id = p.base_branch_id
      where h.data_source_id = p.data_source_id and b.name = h.default_branch) as onDefaultBranch,
    case when p.merge_id is not null then s.deployment_id else (
      select d.id from pull_request_commits pc
      join commits c on c.repository_id = @repositoryId and c.sha = pc.sha and c.active = 1
        and (c.parents < 2 or @serviceId = 0)
      join deployments d on d.id = ${shippedWith('c.id')}
      where pc.pull_request_id = p.id order by d.finished_at limit 1) end as deploymentId
  from merged p left join shipped s on s.pull_request_id = p.id order by p.id`

const isMerged = `p.data_source_id in (select value from json_each(@sources))
  and p.active = 1 and p.state = 'merged' and p.merged_at is not null`

/** Whether there is any. Parameter: sources. */
export const anyMerged = `select 1 from pull_requests p where ${isMerged} limit 1`
