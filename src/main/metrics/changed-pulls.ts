import type { Database } from 'better-sqlite3'
import type { AppendedHistory } from './appended-history.ts'
import type { AppendedOutcome } from './appended-outcome.ts'
import { goesByAncestry } from './dora/derive-pull-requests.ts'
import type { MadeFrom } from './made-from.ts'
import { mergedBefore, pullRequestsOf } from './pulls-of-commits.ts'
import { rebasedOver } from './rebased-over.ts'

/** The pull requests that may ship with something else now than before, or touch another service. */
export interface ChangedPulls {
  /** Those that have changed, or that new commits say something of: of all services. */
  readonly all: readonly number[]
  /** Those that something of has shipped, service by service. */
  readonly own: readonly (readonly number[])[]
}

/** Null when it is too much to tell. */
export function changedPulls(
  db: Database,
  repositoryId: number,
  { ascending }: Pick<MadeFrom, 'ascending'>,
  { pullRequestIds, commitIds, touching }: Pick<AppendedHistory, 'pullRequestIds' | 'commitIds' | 'touching'>,
  services: readonly AppendedOutcome[],
): ChangedPulls | null {
  const inServices = services.some(({ scope }) => scope.serviceId !== 0)
  const byTime = !goesByAncestry(db, repositoryId)
  const rebased = (ids: readonly number[]) => {
    if (!inServices || ids.length === 0) return []
    return ascending ? rebasedOver(db, repositoryId, ids) : null
  }
  const touchingIds = touching.map(({ commitId }) => commitId)
  const ofTouching = rebased(touchingIds)
  if (!ofTouching) return null
  const own: number[][] = []
  for (const { scope, shipped, deployments } of services) {
    const ofShipped = rebased(shipped.ids)
    if (!ofShipped) return null
    const merged = byTime ? mergedBefore(db, scope, deployments.late) : []
    own.push([...pullRequestsOf(db, repositoryId, shipped.ids), ...ofShipped, ...merged])
  }
  const ofCommits = pullRequestsOf(db, repositoryId, [...commitIds, ...touchingIds])
  return { all: [...pullRequestIds, ...ofCommits, ...ofTouching], own }
}
