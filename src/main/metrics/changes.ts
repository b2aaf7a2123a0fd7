import { attribute, unshipped } from './attribution.ts'
import type { CommitGraph } from './commit-graph.ts'
import type { FoundDeployment } from './deployment-candidates.ts'

/** A deployment with what shipped in it. The first of a service has no predecessor: what it brought cannot be told. */
export interface DerivedDeployment {
  readonly key: string
  readonly name: string | null
  readonly environment: string | null
  /** Null when it is not known. */
  readonly commitId: number | null
  readonly finishedAt: number
  readonly result: 'success' | 'failure'
  readonly brokeAt: number | null
  /** The first whose commit is known. */
  readonly first: boolean
  /** The service's commits first contained in it; for the first deployment all of them up to then. */
  readonly changes: number
}

export interface Derived {
  readonly deployments: readonly DerivedDeployment[]
  /** Per commit of the graph: its deployment's place; -1 for what is unshipped, not the service's, or came with the first deployment. */
  readonly shippedWith: Int32Array
  /** Per commit of the graph: deployment finished − commit authored, ms; NaN when there is none or it would be negative. */
  readonly leadTimesMs: Float64Array
  /** Per commit of the graph: 1 when a deployment holds it, whether it is the service's or not. */
  readonly held: Uint8Array
}

/**
 * Works out what shipped when. `ordered` holds a service's counted deployments in their order; `touched` tells its commits from the
 * others of the repository, null when all are its own.
 */
export function deriveChanges(
  graph: CommitGraph,
  ordered: readonly FoundDeployment[],
  touched: Uint8Array | null,
): Derived {
  const shippedWith = attribute(
    graph,
    ordered.map(deployment => deployment.commit),
  )
  const first = ordered.findIndex(({ commit }) => commit >= 0)
  const changes = new Array<number>(ordered.length).fill(0)
  const leadTimesMs = new Float64Array(graph.size).fill(Number.NaN)
  const held = new Uint8Array(graph.size)
  for (let commit = 0; commit < graph.size; commit++) {
    const place = shippedWith[commit] ?? unshipped
    const deployment = ordered[place]
    if (!deployment) continue
    held[commit] = 1
    if (touched && touched[commit] === 0) {
      shippedWith[commit] = unshipped
      continue
    }
    changes[place] = (changes[place] ?? 0) + 1
    if (place === first) shippedWith[commit] = unshipped
    else {
      const leadTimeMs = deployment.finishedAt - (graph.authoredAt[commit] ?? 0)
      if (leadTimeMs >= 0) leadTimesMs[commit] = leadTimeMs
    }
  }
  const deployments = ordered.map((deployment, place) => ({
    ...rowOf(graph, deployment),
    first: place === first,
    changes: changes[place] ?? 0,
  }))
  return { deployments, shippedWith, leadTimesMs, held }
}

/** A deployment that shipped nothing: one that failed. */
export const failedDeployment = (graph: CommitGraph, deployment: FoundDeployment): DerivedDeployment => ({
  ...rowOf(graph, deployment),
  first: false,
  changes: 0,
})

const rowOf = (graph: CommitGraph, { commit, ...deployment }: FoundDeployment) => ({
  ...deployment,
  commitId: commit < 0 ? null : (graph.ids[commit] ?? 0),
})
