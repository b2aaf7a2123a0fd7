/**
 * A repository's active commits and their ancestry in flat arrays: half a million commits fit into about 20 MB. A commit is
 * known by its index; `ids` ascend. Parents that are not there (outside a shallow clone, or inactive) are left out.
 */
export interface CommitGraph {
  readonly size: number
  readonly ids: Float64Array
  readonly authoredAt: Float64Array
  readonly committedAt: Float64Array
  /** Number of parents as Git has it, known or not. */
  readonly parentCounts: Uint8Array
  /** The first parent's index; -1 for none. */
  readonly firstParents: Int32Array
  /** Commit i's parents are `parents[parentOffsets[i]]` up to `parents[parentOffsets[i + 1]]`. */
  readonly parentOffsets: Int32Array
  readonly parents: Int32Array
}

export interface CommitColumns {
  /** Ascending. */
  readonly ids: ArrayLike<number>
  readonly authoredAt: ArrayLike<number>
  readonly committedAt: ArrayLike<number>
  readonly parentCounts: ArrayLike<number>
}

/** Parent links ordered by commit id. Links of other commits may be among them. */
export interface LinkColumns {
  readonly commitIds: ArrayLike<number>
  readonly positions: ArrayLike<number>
  readonly parentIds: ArrayLike<number>
}

export function buildCommitGraph(commits: CommitColumns, links: LinkColumns): CommitGraph {
  const size = commits.ids.length
  const ids = Float64Array.from(commits.ids)
  const firstParents = new Int32Array(size).fill(-1)
  const parentOffsets = new Int32Array(size + 1)
  const parents = new Int32Array(links.commitIds.length)
  let filled = 0
  let link = 0
  for (let index = 0; index < size; index++) {
    const id = ids[index] ?? 0
    parentOffsets[index] = filled
    while ((links.commitIds[link] ?? Number.POSITIVE_INFINITY) < id) link++
    for (; links.commitIds[link] === id; link++) {
      const parent = indexIn(ids, links.parentIds[link] ?? 0)
      if (parent < 0) continue
      parents[filled++] = parent
      if (links.positions[link] === 0) firstParents[index] = parent
    }
  }
  parentOffsets[size] = filled
  return {
    size,
    ids,
    authoredAt: Float64Array.from(commits.authoredAt),
    committedAt: Float64Array.from(commits.committedAt),
    parentCounts: Uint8Array.from(commits.parentCounts, count => Math.min(count, 255)),
    firstParents,
    parentOffsets,
    parents: parents.subarray(0, filled),
  }
}

/** The index of a commit by its id; -1 when it is not among the active ones. */
export const commitIndex = (graph: CommitGraph, id: number): number => indexIn(graph.ids, id)

/** A branch's own history: its head, the head's first parent, and so on to the root. Indexes, newest first. */
export function firstParentHistory(graph: CommitGraph, head: number): readonly number[] {
  const history: number[] = []
  const seen = new Uint8Array(graph.size)
  for (let commit = head; commit >= 0 && !seen[commit]; commit = graph.firstParents[commit] ?? -1) {
    seen[commit] = 1
    history.push(commit)
  }
  return history
}

/** Whether every commit comes after its parents. */
export function ascends({ size, parents, parentOffsets }: CommitGraph): boolean {
  for (let commit = 0; commit < size; commit++) {
    const end = parentOffsets[commit + 1] ?? 0
    for (let i = parentOffsets[commit] ?? 0; i < end; i++) if ((parents[i] ?? 0) >= commit) return false
  }
  return true
}

function indexIn(ascending: Float64Array, value: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = ascending[middle] ?? Number.NaN
    if (found === value) return middle
    if (found < value) low = middle + 1
    else high = middle - 1
  }
  return -1
}
