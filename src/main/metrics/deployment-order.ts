import type { DeploymentRule } from '../../shared/model/repository.ts'
import type { CommitGraph } from './commit-graph.ts'
import type { FoundDeployment } from './deployment-candidates.ts'
import { isHosted } from './dora/hosted-candidates.ts'
import { mergeNeighbours } from './dora/hosted-deployments.ts'
import { generations } from './generations.ts'

/**
 * The deployments of a rule that succeeded, in the order they finished. A code host tells when something is put out again: neighbours of the
 * same commit are one, back to an earlier commit is another. Otherwise one per commit, the earliest.
 */
export function orderDeployments(
  graph: CommitGraph,
  found: readonly FoundDeployment[],
  rule: DeploymentRule,
): readonly FoundDeployment[] {
  if (!isHosted(rule)) return orderByCommit(graph, found)
  const succeeded = found.filter(({ result }) => result === 'success')
  return mergeNeighbours(succeeded.sort((a, b) => a.finishedAt - b.finishedAt || (a.key < b.key ? -1 : 1)))
}

/**
 * One deployment per commit, the earliest finish of each, in the order they finished. Of those that finished at the same moment
 * an ancestor comes before its descendants (by generation), then the lower commit id.
 */
function orderByCommit(graph: CommitGraph, found: readonly FoundDeployment[]): readonly FoundDeployment[] {
  const byCommit = new Map<number, FoundDeployment>()
  for (const deployment of found) {
    const known = byCommit.get(deployment.commit)
    if (!known || earlier(deployment, known)) byCommit.set(deployment.commit, deployment)
  }
  const ordered = [...byCommit.values()].sort((a, b) => a.finishedAt - b.finishedAt)
  if (!ordered.some((deployment, i) => deployment.finishedAt === ordered[i + 1]?.finishedAt)) return ordered
  const generation = generations(graph)
  const generationOf = ({ commit }: FoundDeployment) => generation[commit] ?? 0
  return ordered.sort((a, b) => a.finishedAt - b.finishedAt || generationOf(a) - generationOf(b) || a.commit - b.commit)
}

/** Two tags made at the same moment on one commit: the name decides, so that a later look finds the same. */
function earlier(a: FoundDeployment, b: FoundDeployment): boolean {
  return a.finishedAt < b.finishedAt || (a.finishedAt === b.finishedAt && (a.name ?? '') < (b.name ?? ''))
}
