import type { Database } from 'better-sqlite3'
import type { DeploymentRule } from '../../shared/model/repository.ts'
import { deriveChanges, failedDeployment } from './changes.ts'
import { findDeployments, type MatchNames } from './deployment-candidates.ts'
import { orderDeployments } from './deployment-order.ts'
import type { RepositoryHistory } from './deployment-rule.ts'
import type { ServiceScope } from './measured-services.ts'
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
 * Brings the deployments of one service, and the commits that shipped with them, up to date with its repository's history. True when
 * anything was written.
 */
export function deriveService(
  db: Database,
  service: ServiceMoment,
  history: RepositoryHistory,
  match: MatchNames,
  shortSha: (commitId: number | null) => string,
): Promise<boolean> {
  const { graph } = history
  const { rule, touched, stored } = service
  const { found } = findDeployments(history, rule, match)
  const derived = deriveChanges(graph, orderDeployments(graph, found, rule), touched)
  const failed = found.filter(({ result }) => result === 'failure').map(one => failedDeployment(graph, one))
  return writeDeployments(db, service, graph, derived, failed, stored, shortSha)
}
