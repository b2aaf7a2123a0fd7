import type { Database } from 'better-sqlite3'
import type { DeploymentRule } from '../../shared/model/repository.ts'
import { buildCommitGraph, type CommitGraph, type LinkColumns } from './commit-graph.ts'
import { chooseRule, type RepositoryHistory } from './deployment-rule.ts'
import { followedHead } from './derive-service.ts'
import { type HostedIds, hostedSources, loadHosted } from './dora/load-hosted.ts'
import { loadBranches, loadTags } from './load-history.ts'
import type { MadeFrom, Newest } from './made-from.ts'

/** More at once is derived with everything else. */
export const mostAppended = 5_000

/** What has come to a repository since it was last derived. */
export interface AppendedHistory {
  /** For each rule in force, as JSON, what there is for it to look at. */
  readonly byRule: ReadonlyMap<string, AppendedForRule>
  /** New and changed rows of the code host, whatever they are now. */
  readonly hosted: HostedIds
  readonly pullRequestIds: readonly number[]
  readonly commitIds: readonly number[]
  /** Commits that turned out to touch a service, new or not. */
  readonly touching: readonly Touching[]
}

export interface AppendedForRule {
  /** Its graph holds only commits that can be deployments, without their past. */
  readonly history: RepositoryHistory
  /** Where the branch stands that the rule follows; null for other rules. */
  readonly head: number | null
}

export interface Touching {
  readonly serviceId: number
  readonly commitId: number
}

/** What has come for a rule. */
export function appendedFor({ byRule }: AppendedHistory, rule: DeploymentRule): AppendedForRule {
  const known = byRule.get(JSON.stringify(rule))
  if (!known) throw new Error('Each rule in force is read for.')
  return known
}

/**
 * Reads what has come to a repository since. Null when it is too much, or does not continue what was there: a branch was turned back, Weir
 * would now choose another rule. Call it in the transaction that reads what is derived from.
 */
export function loadAppended(
  db: Database,
  repositoryId: number,
  defaultBranch: string | null,
  { rule, head, ends, newest }: MadeFrom,
  isChosen: boolean,
): AppendedHistory | null {
  const rows = appendedRows(db, hostedSources(db, repositoryId), newest)
  const commitIds = db
    .prepare<object, number>(newCommits)
    .pluck()
    .all({ repositoryId, after: newest.commits, limit: mostAppended + 1 })
  const tags = loadTags(db, repositoryId, newest.tags)
  const touching = db.prepare<object, Touching>(newlyTouching).all({ repositoryId, limit: mostAppended + 1 })
  const { hosted_deployments, releases, workflow_runs, pull_requests } = rows
  const lists = [hosted_deployments, releases, workflow_runs, pull_requests, commitIds, tags, touching]
  if (lists.some(({ length }) => length > mostAppended)) return null

  const followed = new Map([{ rule, head }, ...ends].map(one => [JSON.stringify(one.rule), one]))
  const rules = [...followed.values()].map(one => one.rule)
  const oldReleases = rules.some(({ source }) => source === 'releases')
  if (oldReleases && db.prepare<object>(releaseWithNewCommit).get({ repositoryId, ...newest })) return null

  const parts = {
    defaultBranch,
    branches: loadBranches(db, repositoryId),
    tags,
    hosted: loadHosted(db, repositoryId, rules, rows),
  }
  const byRule = new Map<string, AppendedForRule>()
  for (const [json, one] of followed) {
    const appended = appendedForRule(db, repositoryId, parts, one)
    if (!appended) return null
    byRule.set(json, appended)
  }
  const appended = { byRule, hosted: rows, pullRequestIds: rows.pull_requests, commitIds, touching }
  return isChosen && rankOf(chooseRule(appendedFor(appended, rule).history)) < rankOf(rule) ? null : appended
}

/** Null when the branch that the rule follows was turned back. */
function appendedForRule(
  db: Database,
  repositoryId: number,
  { tags, ...parts }: Omit<RepositoryHistory, 'graph'>,
  { rule, head: before }: Pick<MadeFrom, 'rule' | 'head'>,
): AppendedForRule | null {
  const head = followedHead(parts, rule)
  const chain = head === before ? [] : head === null || before === null ? null : chainTo(db, repositoryId, head, before)
  if (!chain) return null

  const { deployments, releases, runs } = parts.hosted
  const deployed = [...deployments, ...releases, ...runs].map(({ commitId }) => commitId ?? 0)
  const graph = loadCommits(db, repositoryId, [...deployed, ...tags.map(tag => tag.commitId), ...chain], chain)
  const isActive = new Set(graph.ids)
  return { history: { ...parts, graph, tags: tags.filter(({ commitId }) => isActive.has(commitId)) }, head }
}

/** The order in which Weir chooses. */
const ranks = ['deployments', 'releases', 'tags', 'merges', 'commits'] as const
const rankOf = ({ source }: DeploymentRule) => (ranks as readonly string[]).indexOf(source)

const changing = ['hosted_deployments', 'releases', 'workflow_runs', 'pull_requests'] as const

/** The ids of new and of changed rows, table by table. */
function appendedRows(db: Database, sources: readonly number[], newest: Newest) {
  const input = { sources: JSON.stringify(sources), limit: mostAppended + 1 }
  const idsOf = (table: (typeof changing)[number]) =>
    db
      .prepare<object, number>(
        `select id from ${table} where id > @after and +data_source_id in (select value from json_each(@sources))
         union select row_id from hosted_changes where data_source_id in (select value from json_each(@sources))
           and table_name = '${table}' order by 1 limit @limit`,
      )
      .pluck()
      .all({ ...input, after: newest[table] })
  return {
    hosted_deployments: idsOf('hosted_deployments'),
    releases: idsOf('releases'),
    workflow_runs: idsOf('workflow_runs'),
    pull_requests: idsOf('pull_requests'),
  }
}

/** The branch's own history from its head back to where it stood, which is left out; null when it does not lead there. */
function chainTo(db: Database, repositoryId: number, head: number, before: number): readonly number[] | null {
  const chain = db
    .prepare<object, number>(firstParents)
    .pluck()
    .all({ repositoryId, head, before, limit: mostAppended + 1 })
  return chain.at(-1) === before ? chain.slice(0, -1) : null
}

/** These commits, as far as they are active; each of the chain, newest first, is the child of the next. */
function loadCommits(
  db: Database,
  repositoryId: number,
  ids: readonly number[],
  chain: readonly number[],
): CommitGraph {
  const rows = db.prepare<object, CommitRow>(commitsById).all({ repositoryId, ids: JSON.stringify(ids) })
  const links = chain.slice(0, -1).map((id, i) => ({ id, parent: chain[i + 1] ?? 0 }))
  links.sort((a, b) => a.id - b.id)
  return graphOf(rows, {
    commitIds: links.map(({ id }) => id),
    positions: links.map(() => 0),
    parentIds: links.map(({ parent }) => parent),
  })
}

/** A commit by itself. */
export interface CommitRow {
  readonly id: number
  readonly authoredAt: number
  readonly committedAt: number
  readonly parents: number
}

/** The graph of these commits, which ascend by id, and the links among them. */
export const graphOf = (rows: readonly CommitRow[], links: LinkColumns): CommitGraph =>
  buildCommitGraph(
    {
      ids: rows.map(({ id }) => id),
      authoredAt: rows.map(({ authoredAt }) => authoredAt),
      committedAt: rows.map(({ committedAt }) => committedAt),
      parentCounts: rows.map(({ parents }) => parents),
    },
    links,
  )

const newCommits = `
  select id from commits not indexed where id > @after and repository_id = @repositoryId order by id limit @limit`

const newlyTouching = `
  select n.service_id as serviceId, n.commit_id as commitId from service_changes n
  join services v on v.id = n.service_id and v.repository_id = @repositoryId limit @limit`

const firstParents = `
  with recursive chain (id) as (
    select @head
    union all
    select p.parent_id from chain join commit_parents p on p.commit_id = chain.id and p.position = 0
    join commits c on c.id = p.parent_id and c.repository_id = @repositoryId and c.active = 1
    where chain.id <> @before limit @limit)
  select id from chain`

const commitsById = `
  select id, authored_at as authoredAt, committed_at as committedAt, parents from commits
  where id in (select value from json_each(@ids)) and repository_id = @repositoryId and active = 1 order by id`

/** A release that was there before, and whose commit may be known only since, by a tag or by the commit itself. */
const releaseWithNewCommit = `
  select 1 from repositories r
  join hosted_repositories h on h.location = r.origin or h.data_source_id = r.data_source_id
  join releases x on x.data_source_id = h.data_source_id and x.id <= @releases and x.active = 1
  where r.id = @repositoryId and (
    exists (select 1 from tags t where t.repository_id = r.id and t.name = x.tag and t.id > @tags)
    or exists (select 1 from hosted_tags t left join commits c on c.repository_id = r.id and c.sha = t.commit_sha
      where t.data_source_id = x.data_source_id and t.external_id = x.tag and (t.id > @hosted_tags or c.id > @commits)))
  limit 1`
