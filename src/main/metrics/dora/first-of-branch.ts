import type { Database } from 'better-sqlite3'

/** No hotfix is longer; the walk has to end somewhere where it cannot be told from its base. */
const mostCommits = 500

interface Step {
  readonly parentId: number
  readonly authoredAt: number
}

/**
 * Makes a look-up of when work on a merged branch began: when the first commit was authored that the merge brought and its own branch did not
 * have. Null for what is no merge in the graph.
 */
export function firstOfBranch(db: Database): (mergeId: number) => number | null {
  const parent = db.prepare<[number, number], Step>(
    `select p.parent_id as parentId, c.authored_at as authoredAt from commit_parents p join commits c on c.id = p.parent_id and c.active = 1
     where p.commit_id = ? and p.position = ?`,
  )
  return mergeId => {
    const base = new Set<number>()
    for (let step = parent.get(mergeId, 0); step && base.size < mostCommits; step = parent.get(step.parentId, 0)) {
      base.add(step.parentId)
    }
    let first: number | null = null
    let walked = 0
    for (let step = parent.get(mergeId, 1); step && walked < mostCommits; step = parent.get(step.parentId, 0)) {
      if (base.has(step.parentId)) break
      first = first === null ? step.authoredAt : Math.min(first, step.authoredAt)
      walked++
    }
    return first
  }
}
