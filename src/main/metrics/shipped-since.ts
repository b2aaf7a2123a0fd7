import type { Database } from 'better-sqlite3'
import { type CommitRow, graphOf, mostAppended } from './appended-history.ts'
import { type Derived, deriveChanges } from './changes.ts'
import { type CommitGraph, commitIndex } from './commit-graph.ts'
import type { FoundDeployment } from './deployment-candidates.ts'
import type { ServiceScope } from './measured-services.ts'

/** A deployment with the id of its commit, null when it is not known. */
export interface LateDeployment extends Omit<FoundDeployment, 'commit'> {
  readonly commitId: number | null
}

export interface ShippedSince extends Derived {
  readonly graph: CommitGraph
}

interface WalkedRow extends CommitRow {
  readonly shipped: 0 | 1
}

/**
 * What shipped with deployments that come after all that are known: the commits on the way from theirs back to those that had shipped. Null
 * when they are too many, or lead back to where the repository begins: then it takes the whole history to tell.
 */
export function shippedSince(
  db: Database,
  { repositoryId, serviceId }: ServiceScope,
  late: readonly LateDeployment[],
): ShippedSince | null {
  const heads = JSON.stringify(late.flatMap(({ commitId }) => commitId ?? []))
  const walked = db.prepare<object, WalkedRow>(walk).all({ repositoryId, serviceId, heads, limit: mostAppended + 1 })
  if (walked.length > mostAppended) return null
  const fresh = walked.filter(({ shipped }) => shipped === 0).map(({ id }) => id)
  const known = new Set(walked.map(({ id }) => id))
  const links = db
    .prepare<[string], Link>(linksOf)
    .raw()
    .all(JSON.stringify(fresh))
    .filter(([, , parentId]) => known.has(parentId))
  const withParents = new Set(links.map(([commitId]) => commitId))
  if (!fresh.every(id => withParents.has(id))) return null

  // Everything that had shipped is told apart by one deployment of all of it, before the others.
  const before = walked.filter(({ shipped }) => shipped === 1).map(({ id }, position): Link => [0, position, id])
  const all = [...before, ...links]
  const graph = graphOf([{ id: 0, authoredAt: 0, committedAt: 0, parents: 0 }, ...walked], {
    commitIds: all.map(([commitId]) => commitId),
    positions: all.map(([, position]) => position),
    parentIds: all.map(([, , parentId]) => parentId),
  })
  const ordered = late.map(
    ({ commitId, ...one }): FoundDeployment => ({
      ...one,
      commit: commitId === null ? -1 : commitIndex(graph, commitId),
    }),
  )
  const { deployments, ...changes } = deriveChanges(graph, [earlier, ...ordered], null)
  return { graph, deployments, ...changes }
}

type Link = readonly [commitId: number, position: number, parentId: number]

const earlier: FoundDeployment = {
  key: '',
  name: '',
  environment: null,
  commit: 0,
  finishedAt: Number.MIN_SAFE_INTEGER,
  result: 'success',
  brokeAt: null,
}

const walk = `
  with recursive walked (id) as (
    select value from json_each(@heads)
    union
    select p.parent_id from walked join commit_parents p on p.commit_id = walked.id
    join commits c on c.id = p.parent_id and c.repository_id = @repositoryId and c.active = 1
    where not exists (select 1 from deployment_changes x where x.commit_id = walked.id and x.service_id = @serviceId)
    limit @limit)
  select c.id, c.authored_at as authoredAt, c.committed_at as committedAt, c.parents,
    exists (select 1 from deployment_changes x where x.commit_id = c.id and x.service_id = @serviceId) as shipped
  from walked join commits c on c.id = walked.id order by c.id`

const linksOf = `
  select commit_id, position, parent_id from commit_parents where commit_id in (select value from json_each(?))
  order by commit_id, position`
