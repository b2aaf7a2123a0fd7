import type { Database } from 'better-sqlite3'
import { mostAppended } from './appended-history.ts'
import { hostedSources } from './dora/load-hosted.ts'

/** Commits after a deployment's that are looked at; beyond that, everything is derived again. */
const mostLinks = 10 * mostAppended

/**
 * The pull requests that were rebased so that some of their commits are among these, which have shipped, and what they were merged as, the
 * last, is not: services look at the commits before the last. Every commit's id is higher than its parents'. Null when too much has
 * come since to tell.
 */
export function rebasedOver(
  db: Database,
  repositoryId: number,
  shippedIds: readonly number[],
): readonly number[] | null {
  const sources = hostedSources(db, repositoryId)
  if (shippedIds.length === 0 || sources.length === 0) return []
  const after = shippedIds.reduce((lowest, id) => Math.min(lowest, id))
  const links = db
    .prepare<object, [number, number]>(singleParents)
    .raw()
    .all({ repositoryId, after, limit: mostLinks + 1 })
  if (links.length > mostLinks) return null

  // Ascending: a parent's place is known before its children's.
  const shipped = new Set(shippedIds)
  const depths = new Map<number, number>()
  for (const [id, parentId] of links) {
    if (shipped.has(id)) continue
    const below = shipped.has(parentId) ? 0 : depths.get(parentId)
    if (below !== undefined) depths.set(id, below + 1)
  }
  return db
    .prepare<object, number>(mergedByRebase)
    .pluck()
    .all({ above: JSON.stringify([...depths]), sources: JSON.stringify(sources) })
}

const singleParents = `
  select p.commit_id, p.parent_id from commit_parents p
  join commits c on c.id = p.commit_id and c.repository_id = @repositoryId and c.active = 1 and c.parents = 1
  where p.commit_id > @after and p.position = 0 order by p.commit_id limit @limit`

/** Those with so many commits that one of them is that far below. A squash merge's commit has a date of its own. */
const mergedByRebase = `
  select p.id from json_each(@above) i cross join commits c on c.id = i.value ->> 0
  cross join pull_requests p on p.merge_commit_sha = c.sha and +p.data_source_id in (select value from json_each(@sources))
  where c.authored_at in (select authored_at from pull_request_commits where pull_request_id = p.id)
    and (select count(*) from pull_request_commits where pull_request_id = p.id) > i.value ->> 1`
