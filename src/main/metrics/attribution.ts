import type { CommitGraph } from './commit-graph.ts'

/** In no deployment yet. */
export const unshipped = -1

/**
 * For each commit, the first deployment that contains it by ancestry, as a place in `deployed`; `unshipped` when none does.
 * `deployed` holds the deployments' commits in their order, -1 for one that is not known. Every commit is walked once: what an earlier deployment contains
 * is closed under ancestry, so a walk stops where it meets it.
 */
export function attribute(graph: CommitGraph, deployed: ArrayLike<number>): Int32Array {
  const { parents, parentOffsets } = graph
  const shippedWith = new Int32Array(graph.size).fill(unshipped)
  const stack: number[] = []
  for (let deployment = 0; deployment < deployed.length; deployment++) {
    const head = deployed[deployment] ?? -1
    if (head < 0 || shippedWith[head] !== unshipped) continue
    shippedWith[head] = deployment
    stack.push(head)
    for (let commit = stack.pop(); commit !== undefined; commit = stack.pop()) {
      const end = parentOffsets[commit + 1] ?? 0
      for (let i = parentOffsets[commit] ?? 0; i < end; i++) {
        const parent = parents[i] ?? 0
        if (shippedWith[parent] !== unshipped) continue
        shippedWith[parent] = deployment
        stack.push(parent)
      }
    }
  }
  return shippedWith
}
