import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attribute, unshipped } from './attribution.ts'
import { buildCommitGraph } from './commit-graph.ts'
import { generations } from './generations.ts'

/** Commit i of `parents` has id 10 × (i + 1), so that an id is never mistaken for an index. */
function graphOf(parents: readonly (readonly number[])[]) {
  const links = parents.flatMap((own, i) =>
    own.map((parent, position) => [10 * (i + 1), position, 10 * (parent + 1)] as const),
  )
  const zeros = parents.map(() => 0)
  return buildCommitGraph(
    {
      ids: parents.map((_, i) => 10 * (i + 1)),
      authoredAt: zeros,
      committedAt: zeros,
      parentCounts: parents.map(p => p.length),
    },
    { commitIds: links.map(l => l[0]), positions: links.map(l => l[1]), parentIds: links.map(l => l[2]) },
  )
}

// 0 ← 1 ← 3 (merge of 1 and 2) ← 4, and 0 ← 2. Deployed: 1, then 3. The first holds 0 and 1, the second 2 and 3; 4 has not shipped.
test('a change ships with the first deployment that contains it', () => {
  const graph = graphOf([[], [0], [0], [1, 2], [3]])
  expect([...attribute(graph, [1, 3])]).toEqual([0, 0, 1, 1, unshipped])
})

// The newer commit is deployed first and takes its ancestor with it: the ancestor's own deployment, later, brings nothing.
test('a deployment of what has already shipped brings nothing', () => {
  expect([...attribute(graphOf([[], [0]]), [1, 0])]).toEqual([0, 0])
})

const dag = fc
  .array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 30 })
  .map(picks => picks.map((own, i) => (i === 0 ? [] : [...new Set(own.map(pick => pick % i))])))

function reachable(parents: readonly (readonly number[])[], commit: number): ReadonlySet<number> {
  return new Set([commit, ...(parents[commit] ?? []).flatMap(parent => [...reachable(parents, parent)])])
}

test('agrees with plain reachability on any history', () => {
  const history = dag.chain(parents =>
    fc.tuple(fc.constant(parents), fc.array(fc.nat(parents.length - 1), { maxLength: 8 })),
  )
  fc.assert(
    fc.property(history, ([parents, deployed]) => {
      const contained = deployed.map(commit => reachable(parents, commit))
      const expected = parents.map((_, commit) => contained.findIndex(set => set.has(commit)))
      expect([...attribute(graphOf(parents), deployed)]).toEqual(expected)
    }),
  )
})

test('an ancestor is of a lower generation', () => {
  fc.assert(
    fc.property(dag, parents => {
      const generation = generations(graphOf(parents))
      for (const [commit, own] of parents.entries()) {
        const highest = Math.max(-1, ...own.map(parent => generation[parent] ?? 0))
        expect(generation[commit]).toBe(highest + 1)
      }
    }),
  )
})
