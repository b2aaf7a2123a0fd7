import type { Database } from 'better-sqlite3'
import type { TableName } from '../../shared/contract/events.ts'
import { appendDeployments } from './append-deployments.ts'
import { type AppendedHistory, appendedFor, loadAppended, mostAppended } from './appended-history.ts'
import { type AppendedOutcome, appendedOutcome } from './appended-outcome.ts'
import { changedPulls } from './changed-pulls.ts'
import type { MatchNames } from './deployment-candidates.ts'
import { assessAppended } from './dora/assess-appended.ts'
import { assessRepository, incidentRules } from './dora/assess-repository.ts'
import { deriveSomePullRequests } from './dora/derive-pull-requests.ts'
import type { FindGroups } from './dora/find-groups.ts'
import { mergesAreIncidents, type Since } from './dora/incidents-since.ts'
import { scanNames } from './dora/scan-names.ts'
import { assessedBy, canGrow, inputsOf, keepMadeFrom, type MadeFrom, newestRows, storedMadeFrom } from './made-from.ts'
import { deriveSomePullServices } from './pulls/derive-pull-services.ts'
import { markDerived, type RepositoryRow, readRepository } from './repository-row.ts'
import { keepShippedCommits } from './shipped-commits.ts'

interface Moment {
  readonly repository: RepositoryRow
  readonly before: MadeFrom
  readonly now: Pick<MadeFrom, 'changedSeq' | 'appendedSeq' | 'inputs' | 'newest'>
  readonly appended: AppendedHistory
}

interface WithPulls extends AppendedOutcome {
  /** New and changed pull requests, and those that something of has shipped with it or has come. */
  readonly pullRequestIds: readonly number[]
}

/** What has come to all services of a repository. */
interface Outcomes {
  readonly services: readonly WithPulls[]
  /** Those of all services. */
  readonly pullRequestIds: readonly number[]
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
  const { repository, before } = moment
  const outcomes = outcomesOf(db, repositoryId, moment, match)
  if (!outcomes) return null
  const changed = new Set<TableName>()
  const scanned = scannedThrough(db, repositoryId)
  if (await scanNames(db, repositoryId, find)) changed.add('deployments')
  const rulesOfIncidents = assessedBy(db, repositoryId)
  const canAdd = rulesOfIncidents === before.assessedBy && scanned >= before.newest.commits
  const write = db.transaction(() => writeAppended(db, repositoryId, moment, outcomes))
  for (const table of write.immediate()) changed.add(table)
  const assessed = canAdd ? await assessServices(db, repositoryId, moment, outcomes, match) : null
  for (const table of assessed ?? (await assessRepository(db, repositoryId, match))) changed.add(table)
  const finish = db.transaction(() => {
    keepMadeFrom(db, repositoryId, { ...madeFromOf(moment, outcomes), assessedBy: rulesOfIncidents })
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

/** Null where all incidents have to be worked out again; those of some services may have been written. */
async function assessServices(
  db: Database,
  repositoryId: number,
  moment: Moment,
  { services, pullRequestIds }: Outcomes,
  match: MatchNames,
): Promise<readonly TableName[] | null> {
  const rules = incidentRules(db, repositoryId)
  const changed: TableName[] = []
  if (services.length > 1 && mergesAreIncidents(db, repositoryId, pullRequestIds)) return null
  for (const outcome of services) {
    const since = sinceOf(moment, outcome)
    const tables = await assessAppended(db, outcome.scope, rules, match, since)
    if (!tables) return null
    changed.push(...tables)
  }
  return changed
}

function sinceOf({ appended }: Moment, { before, deployments, shipped, pullRequestIds }: WithPulls): Since {
  const { late, failed, retold } = deployments
  return {
    finishedAt: before.throughAt,
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

function outcomesOf(db: Database, repositoryId: number, moment: Moment, match: MatchNames): Outcomes | null {
  const { before, appended } = moment
  const services: AppendedOutcome[] = []
  for (const end of before.ends) {
    const outcome = appendedOutcome(db, { repositoryId, serviceId: end.serviceId }, end, appended, match)
    if (!outcome) return null
    services.push(outcome)
  }
  const changed = changedPulls(db, repositoryId, before, appended, services)
  if (!changed) return null
  const pullRequestIds = [...new Set([...changed.all, ...changed.own.flat()])]
  if (pullRequestIds.length > mostAppended) return null
  const withPulls = services.map((outcome, i) => ({
    ...outcome,
    pullRequestIds: [...new Set([...changed.all, ...(changed.own[i] ?? [])])],
  }))
  return { services: withPulls, pullRequestIds }
}

function writeAppended(db: Database, repositoryId: number, moment: Moment, outcomes: Outcomes): readonly TableName[] {
  const { services, pullRequestIds } = outcomes
  let written = false
  for (const { scope, deployments, shipped, pullRequestIds: own } of services) {
    if (appendDeployments(db, scope, deployments, shipped)) written = true
    if (deriveSomePullRequests(db, scope, own)) written = true
  }
  const told = deriveSomePullServices(db, repositoryId, pullRequestIds)
  keepShippedCommits(
    db,
    repositoryId,
    services.flatMap(({ scope: { serviceId }, held }) => (held ? { serviceId, packed: held } : [])),
  )
  if (written || moment.before.assessedBy === null) keepMadeFrom(db, repositoryId, madeFromOf(moment, outcomes))
  return [...(written ? (['deployments'] as const) : []), ...(told ? (['pull_request_facts'] as const) : [])]
}

/** What the repository is derived from now; its incidents are still to be worked out. */
const madeFromOf = ({ before, now, appended }: Moment, { services }: Outcomes): MadeFrom => ({
  ...before,
  ...now,
  head: appendedFor(appended, before.rule).head,
  ends: services.map(({ end }) => end),
  assessedBy: null,
})
