import type { Database } from 'better-sqlite3'
import type { DeploymentRule } from '../../shared/model/repository.ts'
import { deriveChanges, failedDeployment } from './changes.ts'
import { type FoundDeployment, findDeployments, type MatchNames } from './deployment-candidates.ts'
import { orderDeployments } from './deployment-order.ts'
import { branchHead, type RepositoryHistory } from './deployment-rule.ts'
import type { DeploymentsEnd } from './made-from.ts'
import type { ServiceScope } from './measured-services.ts'
import { packCommits } from './packed-commits.ts'
import { type StoredDeployments, writeDeployments } from './write-deployments.ts'

/** A service as it is at one moment. */
export interface ServiceMoment extends ServiceScope {
  /** The rule in force. */
  readonly rule: DeploymentRule
  /** Which commits of the graph are its own; null for all of them. */
  readonly touched: Uint8Array | null
  readonly stored: StoredDeployments
}

/**
 * Brings the deployments of one service, and the commits that shipped with them, up to date with its repository's history. Answers whether
 * anything was written, where its deployments end, and which commits they hold, packed.
 */
export async function deriveService(
  db: Database,
  service: ServiceMoment,
  history: RepositoryHistory,
  match: MatchNames,
  shortSha: (commitId: number | null) => string,
): Promise<{ readonly written: boolean; readonly end: DeploymentsEnd; readonly held: Buffer }> {
  const { graph } = history
  const { rule, touched, stored } = service
  const { found } = findDeployments(history, rule, match)
  const ordered = orderDeployments(graph, found, rule)
  const derived = deriveChanges(graph, ordered, touched)
  const failed = found.filter(({ result }) => result === 'failure').map(one => failedDeployment(graph, one))
  const written = await writeDeployments(db, service, graph, derived, failed, stored, shortSha)
  return {
    written,
    held: packCommits(graph.ids.filter((_, commit) => derived.held[commit] === 1)),
    end: {
      serviceId: service.serviceId,
      rule,
      throughAt: latestFinish(found, Number.MIN_SAFE_INTEGER),
      commitId: derived.deployments.at(-1)?.commitId ?? null,
      head: followedHead(history, rule),
      hasFirst: derived.deployments.some(({ first }) => first),
    },
  }
}

/** The latest finish of those that succeeded, or the moment before. */
export function latestFinish(found: readonly FoundDeployment[], before: number): number {
  return found.reduce(
    (last, { result, finishedAt }) => (result === 'success' ? Math.max(last, finishedAt) : last),
    before,
  )
}

/** Where the branch stands whose commits or merges a rule takes; null for other rules, and when there is no such branch. */
export function followedHead(
  history: Pick<RepositoryHistory, 'defaultBranch' | 'branches'>,
  rule: DeploymentRule,
): number | null {
  return rule.source === 'merges' || rule.source === 'commits' ? (branchHead(history, rule.branch) ?? null) : null
}
