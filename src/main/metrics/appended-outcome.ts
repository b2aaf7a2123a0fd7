import type { Database } from 'better-sqlite3'
import { outBefore, storedWithKeys, unknownCommitsFound } from './append-deployments.ts'
import { type AppendedHistory, appendedFor } from './appended-history.ts'
import { findDeployments, type MatchNames } from './deployment-candidates.ts'
import { latestFinish } from './derive-service.ts'
import { type LateDeployments, lateDeployments } from './late-deployments.ts'
import type { DeploymentsEnd } from './made-from.ts'
import type { ServiceScope } from './measured-services.ts'
import { shippedCommits } from './shipped-commits.ts'
import { type ShippedSince, shippedSince } from './shipped-since.ts'

/** What has come to a service. */
export interface AppendedOutcome {
  readonly scope: ServiceScope
  readonly before: DeploymentsEnd
  readonly end: DeploymentsEnd
  readonly deployments: LateDeployments
  readonly shipped: ShippedSince
  /** What its deployments hold now, packed; null for the same as before. */
  readonly held: Buffer | null
}

/** Works out what has come to a service since; null when what it had changes with it, or it takes the whole history to tell. */
export function appendedOutcome(
  db: Database,
  scope: ServiceScope,
  before: DeploymentsEnd,
  appended: AppendedHistory,
  match: MatchNames,
): AppendedOutcome | null {
  const { rule } = before
  const { hosted, commitIds } = appended
  const { history, head } = appendedFor(appended, rule)
  const { found } = findDeployments(history, rule, match)
  const looked = keysOf(hosted)
  const stored = storedWithKeys(db, scope, [...looked, ...found.map(({ key }) => key)])
  const kept = new Set(found.map(({ key }) => key))
  if (looked.some(key => stored.has(key) && !kept.has(key))) return null
  if (commitIds.length > 0 && unknownCommitsFound(db, scope)) return null

  const { graph } = history
  const deployments = lateDeployments({ graph, found, rule, end: before, stored, outBefore: outBefore(db, scope) })
  if (!deployments) return null
  const { late } = deployments
  // What the first brings takes the whole history to tell.
  if (!before.hasFirst && late.some(({ commitId }) => commitId !== null)) return null
  const touching = appended.touching.filter(({ serviceId }) => serviceId === scope.serviceId)
  const known = shippedCommits(db, scope)
  if (touching.some(({ commitId }) => known.has(commitId))) return null
  const shipped = shippedSince(db, scope, late, known)
  const last = late.at(-1)
  return (
    shipped && {
      scope,
      before,
      deployments,
      shipped,
      held: last ? known.packedWith(shipped.ids) : null,
      end: {
        ...before,
        throughAt: latestFinish(found, before.throughAt),
        commitId: last ? last.commitId : before.commitId,
        head,
      },
    }
  )
}

/** The keys of the deployments these rows can be. */
const keysOf = ({ hosted_deployments, releases, workflow_runs }: AppendedHistory['hosted']): readonly string[] => [
  ...hosted_deployments.map(id => `d${id}`),
  ...releases.map(id => `r${id}`),
  ...workflow_runs.map(id => `w${id}`),
]
