import type { Database } from 'better-sqlite3'
import type { TableName } from '../../shared/contract/events.ts'
import { ascends } from './commit-graph.ts'
import type { MatchNames } from './deployment-candidates.ts'
import { chooseRule } from './deployment-rule.ts'
import { deriveAppended } from './derive-appended.ts'
import { deriveService, followedHead, type ServiceMoment } from './derive-service.ts'
import { assessRepository } from './dora/assess-repository.ts'
import { derivePullRequests } from './dora/derive-pull-requests.ts'
import type { FindGroups } from './dora/find-groups.ts'
import { scanNames } from './dora/scan-names.ts'
import { forgetServices } from './forget-services.ts'
import { loadHistory, loadShortShas } from './load-history.ts'
import {
  assessedBy,
  canGrow,
  type DeploymentsEnd,
  forgetMadeFrom,
  inputsOf,
  keepMadeFrom,
  newestRows,
} from './made-from.ts'
import { measuredServices, touchedCommits } from './measured-services.ts'
import { derivePullServices } from './pulls/derive-pull-services.ts'
import { markDerived, notRemoved, readRepository, savedRule } from './repository-row.ts'
import { forgetShippedCommits, keepShippedCommits, type PackedOfService } from './shipped-commits.ts'
import { loadDeployments } from './write-deployments.ts'

/**
 * Brings a repository's deployments and what shipped with them up to date with its history, services and rules, and answers the tables
 * that changed: what is new alone where it comes after the rest, else all of it. It reads one moment of the database; when more was written
 * meanwhile, the repository stays marked as out of date.
 */
export async function deriveRepository(
  db: Database,
  repositoryId: number,
  match: MatchNames,
  find?: FindGroups,
): Promise<readonly TableName[]> {
  return (await deriveAppended(db, repositoryId, match, find)) ?? deriveWhole(db, repositoryId, match, find)
}

async function deriveWhole(
  db: Database,
  repositoryId: number,
  match: MatchNames,
  find?: FindGroups,
): Promise<readonly TableName[]> {
  const moment = db.transaction(() => read(db, repositoryId))()
  if (!moment) return []
  const { repository, history, rule, services, madeOf } = moment
  forgetMadeFrom(db, repositoryId)
  const changed = new Set<TableName>()
  const note = (written: boolean, table: TableName) => {
    if (written) changed.add(table)
  }
  const shortSha = shortShaReader(db, repositoryId, services)
  const ends: DeploymentsEnd[] = []
  const held: PackedOfService[] = []
  for (const service of services) {
    const derived = await deriveService(db, service, history, match, shortSha)
    note(derived.written, 'deployments')
    ends.push(derived.end)
    held.push({ serviceId: service.serviceId, packed: derived.held })
  }
  for (const table of await forgetServices(db, repositoryId, services)) changed.add(table)
  note(await scanNames(db, repositoryId, find), 'deployments')
  const rulesOfIncidents = assessedBy(db, repositoryId)
  for (const service of services) note(await derivePullRequests(db, service), 'deployments')
  note(await derivePullServices(db, repositoryId), 'pull_request_facts')
  for (const table of await assessRepository(db, repositoryId, match)) changed.add(table)

  const finish = db.transaction(() => {
    if (canGrow(db, repositoryId)) {
      const head = followedHead(history, rule)
      keepMadeFrom(db, repositoryId, { ...madeOf, rule, head, ends, assessedBy: rulesOfIncidents })
      keepShippedCommits(db, repositoryId, held)
      forgetShippedCommits(db, repositoryId, held)
    }
    note(markDerived(db, repositoryId, repository, rule), 'repositories')
  })
  finish.immediate()
  return [...changed]
}

/** Deployments of merges and commits go by the commit's short sha; nobody else needs them. */
function shortShaReader(db: Database, repositoryId: number, services: readonly ServiceMoment[]) {
  const needed = services.some(({ rule: { source } }) => source === 'merges' || source === 'commits')
  const shortShas = needed ? loadShortShas(db, repositoryId) : undefined
  return (commitId: number | null) => shortShas?.get(commitId ?? 0) ?? String(commitId)
}

function read(db: Database, repositoryId: number) {
  const repository = readRepository(db, repositoryId)
  if (!repository) return null
  const saved = savedRule(repository)
  const measured = measuredServices(db, repositoryId)
  const rules = [saved, ...measured.map(service => service.rule)]
  const history = loadHistory(db, repositoryId, repository.default_branch, rules)
  const rule = saved ?? chooseRule(history)
  const services = measured.map(
    (service): ServiceMoment => ({
      ...service,
      rule: service.rule ?? rule,
      touched: touchedCommits(db, history.graph, service),
      stored: loadDeployments(db, service),
    }),
  )
  const madeOf = {
    changedSeq: repository.changed_seq,
    appendedSeq: repository.appended_seq,
    inputs: inputsOf(db, repositoryId, repository),
    newest: newestRows(db),
    ascending: ascends(history.graph),
  }
  return { repository, history, rule, services, madeOf }
}

/** Repositories whose history or rule has changed since their deployments were worked out. */
export function staleRepositories(db: Database): readonly number[] {
  return db.prepare<[], number>(staleIds).pluck().all()
}

const staleIds = `select r.id from repositories r ${notRemoved} where r.derived_seq <> r.changed_seq order by r.id`
