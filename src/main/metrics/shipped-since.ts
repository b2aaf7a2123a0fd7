import type { Database } from 'better-sqlite3'
import { type CommitRow, graphOf, mostAppended } from './appended-history.ts'
import { type Derived, deriveChanges } from './changes.ts'
import { type CommitGraph, commitIndex } from './commit-graph.ts'
import type { FoundDeployment } from './deployment-candidates.ts'
import { type ServiceScope, touchedCommits } from './measured-services.ts'
import type { CommitSet } from './packed-commits.ts'

/** A deployment with the id of its commit, null when it is not known. */
export interface LateDeployment extends Omit<FoundDeployment, 'commit'> {
  readonly commitId: number | null
}

export interface ShippedSince extends Derived {
  /** The commits that had not shipped before, a service's own and others. */
  readonly ids: readonly number[]
  readonly graph: CommitGraph
}

/**
 * What shipped with deployments that come after all that are known: the commits on the way from theirs back to those that had shipped. Null
 * when they are too many.
 */
export function shippedSince(
  db: Database,
  service: ServiceScope,
  late: readonly LateDeployment[],
  before: CommitSet,
): ShippedSince | null {
  const fresh = walkBack(
    db,
    service.repositoryId,
    late.flatMap(({ commitId }) => commitId ?? []),
    before,
  )
  if (!fresh) return null
  const ids = JSON.stringify(fresh)
  const rows = db.prepare<[string], CommitRow>(commitsById).all(ids)
  const isFresh = new Set(fresh)
  const links = db
    .prepare<[string], Link>(linksOf)
    .raw()
    .all(ids)
    .filter(([, , parentId]) => isFresh.has(parentId))

  // Everything that had shipped is one deployment before the others, of a commit that stands for it.
  const graph = graphOf([{ id: 0, authoredAt: 0, committedAt: 0, parents: 0 }, ...rows], {
    commitIds: links.map(([commitId]) => commitId),
    positions: links.map(([, position]) => position),
    parentIds: links.map(([, , parentId]) => parentId),
  })
  const ordered = late.map(
    ({ commitId, ...one }): FoundDeployment => ({
      ...one,
      commit: commitId === null ? -1 : commitIndex(graph, commitId),
    }),
  )
  const touched = touchedCommits(db, graph, service, 'some')
  const derived = deriveChanges(graph, [earlier, ...ordered], touched)
  // One of what had shipped already has its commit all the same.
  const deployments = derived.deployments.map((one, place) => ({
    ...one,
    commitId: late[place - 1]?.commitId ?? null,
  }))
  return { graph, ids: fresh, ...derived, deployments }
}

/** The commits that these hold by ancestry, without those known and all that those hold. */
function walkBack(
  db: Database,
  repositoryId: number,
  heads: readonly number[],
  known: CommitSet,
): readonly number[] | null {
  const parents = db.prepare<[number, number], number>(activeParents).pluck()
  const walked = new Set(heads.filter(id => !known.has(id)))
  for (const id of walked) {
    if (walked.size > mostAppended) return null
    for (const parent of parents.all(repositoryId, id)) if (!known.has(parent)) walked.add(parent)
  }
  return [...walked]
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

const activeParents = `
  select p.parent_id from commit_parents p join commits c on c.id = p.parent_id and c.repository_id = ? and c.active = 1
  where p.commit_id = ?`

const commitsById = `
  select id, authored_at as authoredAt, committed_at as committedAt, parents from commits
  where id in (select value from json_each(?)) order by id`

const linksOf = `
  select commit_id, position, parent_id from commit_parents where commit_id in (select value from json_each(?))
  order by commit_id, position`
