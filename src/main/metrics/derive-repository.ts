import type { Database } from 'better-sqlite3'
import type { TableName } from '../../shared/contract/events.ts'
import { DeploymentRule } from '../../shared/model/repository.ts'
import type { MatchNames } from './deployment-candidates.ts'
import { chooseRule } from './deployment-rule.ts'
import { deriveService, type ServiceMoment } from './derive-service.ts'
import { assessRepository } from './dora/assess-repository.ts'
import { derivePullRequests } from './dora/derive-pull-requests.ts'
import type { FindGroups } from './dora/find-groups.ts'
import { scanNames } from './dora/scan-names.ts'
import { forgetServices } from './forget-services.ts'
import { loadHistory, loadShortShas } from './load-history.ts'
import { measuredServices, touchedCommits } from './measured-services.ts'
import { loadDeployments } from './write-deployments.ts'

/**
 * Brings a repository's deployments and what shipped with them up to date with its history, services and rules, and answers the tables
 * that changed. It reads one moment of the database; when more was written meanwhile, the repository stays marked as out of date.
 */
export async function deriveRepository(
  db: Database,
  repositoryId: number,
  match: MatchNames,
  find?: FindGroups,
): Promise<readonly TableName[]> {
  const moment = db.transaction(() => read(db, repositoryId))()
  if (!moment) return []
  const { repository, history, rule, services } = moment
  const changed = new Set<TableName>()
  const note = (written: boolean, table: TableName) => {
    if (written) changed.add(table)
  }
  const shortSha = shortShaReader(db, repositoryId, services)
  for (const service of services) note(await deriveService(db, service, history, match, shortSha), 'deployments')
  for (const table of await forgetServices(db, repositoryId, services)) changed.add(table)
  note(markDerived(db, repositoryId, repository, rule), 'repositories')

  note(await scanNames(db, repositoryId, find), 'deployments')
  for (const service of services) note(await derivePullRequests(db, service), 'deployments')
  for (const table of await assessRepository(db, repositoryId, match)) changed.add(table)
  return [...changed]
}

/** Writes down what was derived from. True when the rule in force is another. */
function markDerived(db: Database, repositoryId: number, repository: RepositoryRow, rule: DeploymentRule): boolean {
  const ruleInForce = JSON.stringify(rule)
  const ruleChanged = repository.derived_rule !== ruleInForce
  if (ruleChanged || repository.derived_seq !== repository.changed_seq) {
    db.prepare('update repositories set derived_seq = ?, derived_rule = ? where id = ?').run(
      repository.changed_seq,
      ruleInForce,
      repositoryId,
    )
  }
  return ruleChanged
}

/** Deployments of merges and commits go by the commit's short sha; nobody else needs them. */
function shortShaReader(db: Database, repositoryId: number, services: readonly ServiceMoment[]) {
  const needed = services.some(({ rule: { source } }) => source === 'merges' || source === 'commits')
  const shortShas = needed ? loadShortShas(db, repositoryId) : undefined
  return (commitId: number | null) => shortShas?.get(commitId ?? 0) ?? String(commitId)
}

/** Repositories whose history or rule has changed since their deployments were worked out. */
export function staleRepositories(db: Database): readonly number[] {
  return db.prepare<[], number>(staleIds).pluck().all()
}

interface RepositoryRow {
  readonly default_branch: string | null
  readonly changed_seq: number
  readonly derived_seq: number
  readonly derived_rule: string | null
  readonly rule: string | null
}

/** The rule the user saved. */
export const savedRule = ({ rule }: { readonly rule: string | null }): DeploymentRule | null =>
  rule === null ? null : DeploymentRule.parse(JSON.parse(rule))

function read(db: Database, repositoryId: number) {
  const repository = db.prepare<[number], RepositoryRow>(repositoryById).get(repositoryId)
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
  return { repository, history, rule, services }
}

/** Those of a removed connection are about to be deleted: they are left alone. */
const notRemoved = `
  join data_sources s on s.id = r.data_source_id
  join connections c on c.id = s.connection_id and c.removed_at is null`

const repositoryById = `
  select r.default_branch, r.changed_seq, r.derived_seq, r.derived_rule, u.rule
  from repositories r ${notRemoved} left join deployment_rules u on u.repository_id = r.id where r.id = ?`

const staleIds = `select r.id from repositories r ${notRemoved} where r.derived_seq <> r.changed_seq order by r.id`
