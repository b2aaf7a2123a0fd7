import type { CommitGraph } from './commit-graph.ts'

/**
 * Each commit's generation: 0 for a root, else one more than its highest parent's. An ancestor's is always lower than its
 * descendant's. Commits in a loop, which only a damaged graph has, get 0.
 */
export function generations(graph: CommitGraph): Int32Array {
  const { size, parents, parentOffsets } = graph
  const childOffsets = new Int32Array(size + 1)
  for (const parent of parents) childOffsets[parent + 1] = (childOffsets[parent + 1] ?? 0) + 1
  for (let i = 0; i < size; i++) childOffsets[i + 1] = (childOffsets[i + 1] ?? 0) + (childOffsets[i] ?? 0)

  const children = new Int32Array(parents.length)
  const filled = childOffsets.slice()
  const waitingFor = new Int32Array(size)
  const ready: number[] = []
  for (let commit = 0; commit < size; commit++) {
    const begin = parentOffsets[commit] ?? 0
    const end = parentOffsets[commit + 1] ?? 0
    waitingFor[commit] = end - begin
    if (begin === end) ready.push(commit)
    for (let i = begin; i < end; i++) {
      const parent = parents[i] ?? 0
      const place = filled[parent] ?? 0
      children[place] = commit
      filled[parent] = place + 1
    }
  }

  const generation = new Int32Array(size)
  for (let commit = ready.pop(); commit !== undefined; commit = ready.pop()) {
    const next = (generation[commit] ?? 0) + 1
    const end = childOffsets[commit + 1] ?? 0
    for (let i = childOffsets[commit] ?? 0; i < end; i++) {
      const child = children[i] ?? 0
      if ((generation[child] ?? 0) < next) generation[child] = next
      const left = (waitingFor[child] ?? 0) - 1
      waitingFor[child] = left
      if (left === 0) ready.push(child)
    }
  }
  return generation
}
