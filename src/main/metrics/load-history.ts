import type { Database } from 'better-sqlite3'
import type { DeploymentRule } from '../../shared/model/repository.ts'
import { buildCommitGraph, type CommitGraph, commitIndex } from './commit-graph.ts'
import { commitRange } from './commit-range.ts'
import type { RepositoryHistory } from './deployment-rule.ts'
import { loadHosted } from './dora/load-hosted.ts'
import { readNumberRange } from './read-columns.ts'

/** Everything deployments of a repository can be made of by these rules, or by Weir's choice (null). Call it in a transaction: all of it must be of one moment. */
export function loadHistory(
  db: Database,
  repositoryId: number,
  defaultBranch: string | null,
  rules: readonly (DeploymentRule | null)[],
): RepositoryHistory {
  const graph = loadGraph(db, repositoryId)
  const isActive = (commitId: number) => commitIndex(graph, commitId) >= 0
  const branches = loadBranches(db, repositoryId)
  return {
    defaultBranch,
    graph,
    tags: loadTags(db, repositoryId, 0).filter(tag => isActive(tag.commitId)),
    branches: new Map([...branches].filter(([, commitId]) => isActive(commitId))),
    hosted: loadHosted(db, repositoryId, rules),
  }
}

/** The first eight digits of each commit's sha, by commit id. */
export function loadShortShas(db: Database, repositoryId: number): ReadonlyMap<number, string> {
  return new Map(
    db
      .prepare<[number, number, number], [number, string]>(
        `select id, lower(hex(substr(sha, 1, 4))) from commits not indexed
         where id between ? and ? and repository_id = ? and active = 1`,
      )
      .raw()
      .all(...commitRange(db, repositoryId), repositoryId),
  )
}

/** A repository's active tags that came after one, in that order; their commits may be inactive. */
export function loadTags(db: Database, repositoryId: number, after: number): RepositoryHistory['tags'] {
  const rows = db.prepare<[number, number], TagRow>(tagsOf).all(repositoryId, after)
  return rows.map(tag => ({ ...tag, annotated: tag.annotated === 1 }))
}

/** A repository's active branches; their commits may be inactive. */
export const loadBranches = (db: Database, repositoryId: number): ReadonlyMap<string, number> =>
  new Map(db.prepare<[number], BranchRow>(branchesOf).raw().all(repositoryId))

interface TagRow {
  readonly name: string
  readonly commitId: number
  readonly annotated: 0 | 1
  readonly taggedAt: number | null
}

type BranchRow = [name: string, commitId: number]

const tagsOf = `
  select name, commit_id as commitId, annotated, tagged_at as taggedAt from tags
  where repository_id = ? and id > ? and active = 1 and commit_id is not null order by id`

const branchesOf = `select name, commit_id from branches where repository_id = ? and active = 1`

function loadGraph(db: Database, repositoryId: number): CommitGraph {
  const range = commitRange(db, repositoryId)
  const commits = readNumberRange(
    db,
    ['id', 'authored_at', 'committed_at', 'parents'],
    `select id, authored_at, committed_at, parents from commits not indexed
     where id between ? and ? and repository_id = ? and active = 1 order by id`,
    range,
    [repositoryId],
  )
  const links = readNumberRange(
    db,
    ['commit_id', 'position', 'parent_id'],
    'select commit_id, position, parent_id from commit_parents where commit_id between ? and ? order by commit_id, position',
    range,
  )
  return buildCommitGraph(
    {
      ids: commits.id,
      authoredAt: commits.authored_at,
      committedAt: commits.committed_at,
      parentCounts: commits.parents,
    },
    { commitIds: links.commit_id, positions: links.position, parentIds: links.parent_id },
  )
}
