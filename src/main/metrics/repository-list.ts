import type { Database } from 'better-sqlite3'
import { DeploymentRule, type Repository } from '../../shared/model/repository.ts'
import { type Authors, countedAuthors, personOf } from './authors.ts'

/**
 * Every repository of the connections that are not removed, active or not, with what is active in it. Commits of inactive people
 * are left out. The rule of a repository whose deployments were never worked out is that of an empty one.
 */
export function repositoryList(db: Database): Repository[] {
  const authors = countedAuthors(db, { includeBots: true }, null)
  const commitCounts = commitCountsOf(authors, personOf(db, 'author_id'))
  const commits = byRepository(db.prepare<[string], CommitCounts>(commitCounts).all(authors.parameter))
  const tags = byRepository(db.prepare<[], Counted>(activeTags).all())
  const branches = byRepository(db.prepare<[], Counted>(activeBranches).all())
  const deployments = byRepository(db.prepare<[], Counted>(deploymentCounts).all())
  return db
    .prepare<[], RepositoryRow>(repositories)
    .all()
    .map(({ shallow, active, hosted, savedRule, derivedRule, ...row }) => {
      const { id: _, ...counts } = commits.get(row.id) ?? noCommits
      const saved = savedRule === null ? null : parseRule(savedRule)
      return {
        ...row,
        ...counts,
        shallow: shallow === 1,
        hosted: hosted === 1,
        active: active === 1,
        savedRule: saved,
        rule: saved ?? (derivedRule === null ? emptyRule : parseRule(derivedRule)),
        tags: tags.get(row.id)?.count ?? 0,
        branches: branches.get(row.id)?.count ?? 0,
        deployments: deployments.get(row.id)?.count ?? 0,
      }
    })
}

const parseRule = (json: string): DeploymentRule => DeploymentRule.parse(JSON.parse(json))
const emptyRule: DeploymentRule = { source: 'commits', branch: null }

const byRepository = <Row extends { readonly id: number }>(rows: readonly Row[]): ReadonlyMap<number, Row> =>
  new Map(rows.map(row => [row.id, row]))

interface RepositoryRow
  extends Pick<
    Repository,
    'id' | 'dataSourceId' | 'connectionId' | 'connectionName' | 'name' | 'path' | 'defaultBranch' | 'history'
  > {
  readonly shallow: 0 | 1
  readonly hosted: 0 | 1
  readonly active: 0 | 1
  readonly savedRule: string | null
  readonly derivedRule: string | null
}

interface Counted {
  readonly id: number
  readonly count: number
}

interface CommitCounts
  extends Pick<
    Repository,
    'commits' | 'authors' | 'additions' | 'deletions' | 'commitsWithoutStats' | 'firstCommitAt' | 'lastCommitAt'
  > {
  readonly id: number
}

const noCommits: CommitCounts = {
  id: 0,
  commits: 0,
  authors: 0,
  additions: 0,
  deletions: 0,
  commitsWithoutStats: 0,
  firstCommitAt: null,
  lastCommitAt: null,
}

const repositories = `
  select r.id, r.data_source_id as dataSourceId, c.id as connectionId, c.name as connectionName, s.name, r.path,
    r.default_branch as defaultBranch, r.history, r.shallow,
    exists (select 1 from hosted_repositories h where h.data_source_id = r.data_source_id or h.location = r.origin) as hosted, s.active = 1 and c.enabled = 1 as active,
    u.rule as savedRule, r.derived_rule as derivedRule
  from repositories r
  join data_sources s on s.id = r.data_source_id
  join connections c on c.id = s.connection_id and c.removed_at is null
  left join deployment_rules u on u.repository_id = r.id
  order by s.name, r.id`

const commitCountsOf = (authors: Authors, person: string) => `
  select repository_id as id, count(*) as commits, count(distinct ${person}) as authors,
    total(additions) as additions, total(deletions) as deletions, count(*) - count(additions) as commitsWithoutStats,
    min(authored_at) as firstCommitAt, max(authored_at) as lastCommitAt
  from commits where active = 1 and author_id ${authors.are} group by repository_id`

const activeTags = `select repository_id as id, count(*) as count from tags where active = 1 group by repository_id`
const activeBranches = `select repository_id as id, count(*) as count from branches where active = 1 group by repository_id`
const deploymentCounts = `select repository_id as id, count(*) as count from deployments where result = 'success' group by repository_id`
