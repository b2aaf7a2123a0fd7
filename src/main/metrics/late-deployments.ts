import type { DeploymentRule } from '../../shared/model/repository.ts'
import type { CommitGraph } from './commit-graph.ts'
import type { FoundDeployment } from './deployment-candidates.ts'
import { orderDeployments } from './deployment-order.ts'
import { isHosted } from './dora/hosted-candidates.ts'
import type { DeploymentsEnd } from './made-from.ts'
import type { LateDeployment } from './shipped-since.ts'
import type { StoredDeployment } from './write-deployments.ts'

/** What new and changed rows come to. */
export interface LateDeployments {
  /** Those that come after all known ones, in their order. */
  readonly late: readonly LateDeployment[]
  /** Those that failed: they ship nothing. */
  readonly failed: readonly LateDeployment[]
  /** Known ones of which something changed that moves nothing: a name, a failure after the fact. */
  readonly retold: readonly LateDeployment[]
}

export interface FoundSince {
  readonly graph: CommitGraph
  readonly found: readonly FoundDeployment[]
  readonly rule: DeploymentRule
  readonly end: DeploymentsEnd
  /** The stored ones by their keys. */
  readonly stored: ReadonlyMap<string, StoredDeployment>
  /** The commit of the last stored one that finished before a moment; undefined when one finished just then. */
  readonly outBefore: (moment: number) => number | null | undefined
}

/** Tells what is found since from what was known. Null when it changes what is before the end: then all has to be derived again. */
export function lateDeployments({ graph, found, rule, end, stored, outBefore }: FoundSince): LateDeployments | null {
  const named = ({ commit, ...one }: FoundDeployment): LateDeployment => ({
    ...one,
    commitId: commit < 0 ? null : (graph.ids[commit] ?? null),
  })
  const after: FoundDeployment[] = []
  const failed: LateDeployment[] = []
  const retold: LateDeployment[] = []
  for (const one of found) {
    const known = stored.get(one.key)
    const { commitId, finishedAt, result } = named(one)
    if (!isHosted(rule)) {
      // Of several of one commit the earliest counts.
      if (finishedAt <= end.throughAt) return null
      if (!known) after.push(one)
    } else if (known?.result === 'success') {
      if (result === 'failure' || known.commit_id !== commitId || known.finished_at !== finishedAt) return null
      retold.push(named(one))
    } else if (result === 'failure') failed.push(named(one))
    else if (finishedAt > end.throughAt) after.push(one)
    // A repeat counts for nothing, wherever it is.
    else if (known || commitId === null || outBefore(finishedAt) !== commitId) return null
  }
  const ordered = orderDeployments(graph, after, rule)
  if (!isHosted(rule) && ordered.some(({ finishedAt }, i) => finishedAt === ordered[i + 1]?.finishedAt)) return null
  const late = ordered.map(named)
  const [first] = late
  const repeats = isHosted(rule) && first && first.commitId !== null && first.commitId === end.commitId
  const counted = repeats ? late.slice(1) : late
  const kept = new Set(counted.map(({ key }) => key))
  // One that had failed and now repeats another has a row to lose.
  if (after.some(({ key }) => stored.has(key) && !kept.has(key))) return null
  return { late: counted, failed, retold }
}
