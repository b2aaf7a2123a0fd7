import type { Database } from 'better-sqlite3'
import type { AppendedHistory } from './appended-history.ts'
import type { AppendedOutcome } from './appended-outcome.ts'
import { goesByAncestry } from './dora/derive-pull-requests.ts'
import type { MadeFrom } from './made-from.ts'
import { mergedBefore, pullRequestsOf } from './pulls-of-commits.ts'
import { rebasedOver } from './rebased-over.ts'

/**
 * The pull requests that may ship with something else now than before, or touch another service, but for those that have changed; null when
 * it is too much to tell.
 */
export function changedPulls(
  db: Database,
  repositoryId: number,
  { ascending }: Pick<MadeFrom, 'ascending'>,
  { commitIds, touching }: Pick<AppendedHistory, 'commitIds' | 'touching'>,
  services: readonly AppendedOutcome[],
): readonly number[] | null {
  const told = new Set([...services.flatMap(({ shipped }) => shipped.ids), ...touching.map(({ commitId }) => commitId)])
  const ofCommits = pullRequestsOf(db, repositoryId, [...told.union(new Set(commitIds))])
  const inServices = services.some(({ scope }) => scope.serviceId !== 0)
  const rebased = !inServices ? [] : ascending ? rebasedOver(db, repositoryId, [...told]) : null
  if (!rebased) return null
  const byTime = goesByAncestry(db, repositoryId)
    ? []
    : services.flatMap(({ scope, deployments: { late } }) => mergedBefore(db, scope, late))
  return [...ofCommits, ...rebased, ...byTime]
}
