import { attribute, unshipped } from './attribution.ts'
import type { CommitGraph } from './commit-graph.ts'
import type { FoundDeployment } from './deployment-candidates.ts'

/** A deployment with what shipped in it. The first of a repository has no predecessor: what it brought cannot be told. */
export interface DerivedDeployment {
  readonly name: string | null
  readonly commitId: number
  readonly finishedAt: number
  readonly first: boolean
  /** Commits first contained in it; for the first deployment the size of its whole history. */
  readonly changes: number
}

export interface Derived {
  readonly deployments: readonly DerivedDeployment[]
  /** Per commit of the graph: its deployment's place; -1 for what is unshipped or came with the first deployment. */
  readonly shippedWith: Int32Array
  /** Per commit of the graph: deployment finished − commit authored, ms; NaN when there is none or it would be negative. */
  readonly leadTimesMs: Float64Array
}

/** Works out what shipped when. `ordered` holds a repository's deployments in their order, one per commit. */
export function deriveChanges(graph: CommitGraph, ordered: readonly FoundDeployment[]): Derived {
  const shippedWith = attribute(
    graph,
    ordered.map(deployment => deployment.commit),
  )
  const changes = new Array<number>(ordered.length).fill(0)
  const leadTimesMs = new Float64Array(graph.size).fill(Number.NaN)
  for (let commit = 0; commit < graph.size; commit++) {
    const place = shippedWith[commit] ?? unshipped
    const deployment = ordered[place]
    if (!deployment) continue
    changes[place] = (changes[place] ?? 0) + 1
    if (place === 0) shippedWith[commit] = unshipped
    else {
      const leadTimeMs = deployment.finishedAt - (graph.authoredAt[commit] ?? 0)
      if (leadTimeMs >= 0) leadTimesMs[commit] = leadTimeMs
    }
  }
  const deployments = ordered.map(({ name, commit, finishedAt }, place) => ({
    name,
    commitId: graph.ids[commit] ?? 0,
    finishedAt,
    first: place === 0,
    changes: changes[place] ?? 0,
  }))
  return { deployments, shippedWith, leadTimesMs }
}
