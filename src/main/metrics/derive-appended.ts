import type { Database } from 'better-sqlite3'
import type { TableName } from '../../shared/contract/events.ts'
import { appendDeployments, outBefore, storedWithKeys, unknownCommitsFound } from './append-deployments.ts'
import { type AppendedHistory, loadAppended, mostAppended } from './appended-history.ts'
import { findDeployments, type MatchNames } from './deployment-candidates.ts'
import { latestFinish } from './derive-service.ts'
import { assessAppended } from './dora/assess-appended.ts'
import { assessRepository, incidentRules } from './dora/assess-repository.ts'
import { deriveSomePullRequests } from './dora/derive-pull-requests.ts'
import type { FindGroups } from './dora/find-groups.ts'
import type { Since } from './dora/incidents-since.ts'
import { scanNames } from './dora/scan-names.ts'
import { type LateDeployments, lateDeployments } from './late-deployments.ts'
import { assessedBy, canGrow, inputsOf, keepMadeFrom, type MadeFrom, newestRows, storedMadeFrom } from './made-from.ts'
import { deriveSomePullServices } from './pulls/derive-pull-services.ts'
import { pullRequestsOf } from './pulls-of-commits.ts'
import { markDerived, type RepositoryRow, readRepository } from './repository-row.ts'
import { type ShippedSince, shippedSince } from './shipped-since.ts'

interface Moment {
  readonly repository: RepositoryRow
  readonly before: MadeFrom
  readonly now: Pick<MadeFrom, 'changedSeq' | 'appendedSeq' | 'inputs' | 'newest'>
  readonly appended: AppendedHistory
}

/**
 * Brings a repository's deployments and what shipped with them up to date when nothing has changed but that more came after it: reads and
 * writes only what is new, all of it in one transaction. The outcome is that of deriving everything again. Null, with nothing written, when
 * that is what has to be done.
 */
export async function deriveAppended(
  db: Database,
  repositoryId: number,
  match: MatchNames,
  find?: FindGroups,
): Promise<readonly TableName[] | null> {
  const moment = db.transaction(() => read(db, repositoryId))()
  if (!moment) return null
  const { repository, before, appended } = moment
  const { found } = findDeployments(appended.history, before.rule, match)
  const outcome = outcomeOf(db, repositoryId, moment, found)
  if (!outcome) return null
  const changed = new Set<TableName>()
  const scanned = scannedThrough(db, repositoryId)
  if (await scanNames(db, repositoryId, find)) changed.add('deployments')
  const rulesOfIncidents = assessedBy(db, repositoryId)
  const canAdd = rulesOfIncidents === before.assessedBy && scanned >= before.newest.commits
  const write = db.transaction(() => writeAppended(db, repositoryId, moment, outcome))
  for (const table of write.immediate()) changed.add(table)
  const assessed = canAdd
    ? await assessAppended(db, scopeOf(repositoryId), incidentRules(db, repositoryId), match, sinceOf(moment, outcome))
    : null
  for (const table of assessed ?? (await assessRepository(db, repositoryId, match))) changed.add(table)
  const finish = db.transaction(() => {
    keepMadeFrom(db, repositoryId, { ...madeFromOf(moment, outcome), assessedBy: rulesOfIncidents })
    markDerived(db, repositoryId, repository, before.rule)
  })
  finish.immediate()
  return [...changed]
}

/** The highest commit whose message has been read; lower than it was when something came late for one. */
const scannedThrough = (db: Database, repositoryId: number): number =>
  db
    .prepare<[number], number>('select scanned_commit_id from delivery_states where repository_id = ?')
    .pluck()
    .get(repositoryId) ?? 0

function sinceOf({ before, appended }: Moment, { deployments, shipped, pullRequestIds }: Outcome): Since {
  const { late, failed, retold } = deployments
  return {
    finishedAt: before.end.throughAt,
    deploymentKeys: [...late, ...failed, ...retold].map(({ key }) => key),
    shippedIds: [...shipped.graph.ids].filter((_, commit) => (shipped.shippedWith[commit] ?? -1) > 0),
    commitIds: appended.commitIds,
    pullRequestIds,
  }
}

function read(db: Database, repositoryId: number): Moment | null {
  const repository = readRepository(db, repositoryId)
  const before = storedMadeFrom(db, repositoryId)
  if (!repository || !before || !canGrow(db, repositoryId)) return null
  const { changed_seq, appended_seq } = repository
  const now = {
    changedSeq: changed_seq,
    appendedSeq: appended_seq,
    inputs: inputsOf(db, repositoryId, repository),
    newest: newestRows(db),
  }
  const onlyAppended = changed_seq - before.changedSeq === appended_seq - before.appendedSeq
  if (!onlyAppended || now.inputs !== before.inputs) return null
  const appended = loadAppended(db, repositoryId, repository.default_branch, before, repository.rule === null)
  return appended && { repository, before, now, appended }
}

interface Outcome {
  readonly deployments: LateDeployments
  readonly shipped: ShippedSince
  readonly pullRequestIds: readonly number[]
  readonly end: MadeFrom['end']
}

const scopeOf = (repositoryId: number) => ({ repositoryId, serviceId: 0 })

function outcomeOf(
  db: Database,
  repositoryId: number,
  { before: { rule, end }, appended: { history, hosted, pullRequestIds, commitIds, head } }: Moment,
  found: ReturnType<typeof findDeployments>['found'],
): Outcome | null {
  const scope = scopeOf(repositoryId)
  const looked = keysOf(hosted)
  const stored = storedWithKeys(db, scope, [...looked, ...found.map(({ key }) => key)])
  const kept = new Set(found.map(({ key }) => key))
  if (looked.some(key => stored.has(key) && !kept.has(key))) return null
  if (commitIds.length > 0 && unknownCommitsFound(db, scope)) return null

  const { graph } = history
  const deployments = lateDeployments({ graph, found, rule, end, stored, outBefore: outBefore(db, scope) })
  const shipped = deployments && shippedSince(db, scope, deployments.late)
  if (!shipped) return null
  const affected = pullRequestsOf(db, repositoryId, [...commitIds, ...shipped.graph.ids])
  const pulls = [...new Set([...pullRequestIds, ...affected])]
  if (pulls.length > mostAppended) return null
  const last = deployments.late.at(-1)
  return {
    deployments,
    shipped,
    pullRequestIds: pulls,
    end: { throughAt: latestFinish(found, end.throughAt), commitId: last ? last.commitId : end.commitId, head },
  }
}

/** The keys of the deployments these rows can be. */
const keysOf = ({ hosted_deployments, releases, workflow_runs }: AppendedHistory['hosted']): readonly string[] => [
  ...hosted_deployments.map(id => `d${id}`),
  ...releases.map(id => `r${id}`),
  ...workflow_runs.map(id => `w${id}`),
]

function writeAppended(db: Database, repositoryId: number, moment: Moment, outcome: Outcome): readonly TableName[] {
  const { deployments, shipped, pullRequestIds } = outcome
  const scope = scopeOf(repositoryId)
  const written = appendDeployments(db, scope, deployments, shipped)
  const attributed = deriveSomePullRequests(db, scope, pullRequestIds)
  const told = deriveSomePullServices(db, repositoryId, pullRequestIds)
  if (written || attributed || moment.before.assessedBy === null)
    keepMadeFrom(db, repositoryId, madeFromOf(moment, outcome))
  return [
    ...(written || attributed ? (['deployments'] as const) : []),
    ...(told ? (['pull_request_facts'] as const) : []),
  ]
}

/** What the repository is derived from now; its incidents are still to be worked out. */
const madeFromOf = ({ before, now }: Moment, { end }: Outcome): MadeFrom => ({
  ...before,
  ...now,
  end,
  assessedBy: null,
})
