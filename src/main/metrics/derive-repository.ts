import type { Database } from 'better-sqlite3'
import type { TableName } from '../../shared/contract/events.ts'
import { DeploymentRule } from '../../shared/model/repository.ts'
import { deriveChanges, failedDeployment } from './changes.ts'
import { findDeployments, type MatchNames } from './deployment-candidates.ts'
import { orderDeployments } from './deployment-order.ts'
import { chooseRule } from './deployment-rule.ts'
import { assessRepository } from './dora/assess-repository.ts'
import { derivePullRequests } from './dora/derive-pull-requests.ts'
import { scanPullRequests } from './dora/scan-pull-requests.ts'
import { scanSubjects } from './dora/scan-subjects.ts'
import { loadHistory, loadShortShas } from './load-history.ts'
import { loadDeployments, writeDeployments } from './write-deployments.ts'

/**
 * Brings a repository's deployments and what shipped with them up to date with its history and rule, and answers the tables that
 * changed. It reads one moment of the database; when more was written meanwhile, the repository stays marked as out of date.
 */
export async function deriveRepository(
  db: Database,
  repositoryId: number,
  match: MatchNames,
): Promise<readonly TableName[]> {
  const moment = db.transaction(() => read(db, repositoryId))()
  if (!moment) return []
  const { repository, history, stored } = moment
  const rule = savedRule(repository) ?? chooseRule(history)
  const { found } = findDeployments(history, rule, match)
  const derived = deriveChanges(history.graph, orderDeployments(history.graph, found, rule))
  const failed = found.filter(({ result }) => result === 'failure').map(one => failedDeployment(history.graph, one))
  const goBySha = rule.source === 'merges' || rule.source === 'commits'
  const shortShas = goBySha ? loadShortShas(db, repositoryId) : undefined
  const shortSha = (commitId: number | null) => shortShas?.get(commitId ?? 0) ?? String(commitId)
  const written = await writeDeployments(db, repositoryId, history.graph, derived, failed, stored, shortSha)

  const ruleInForce = JSON.stringify(rule)
  const ruleChanged = repository.derived_rule !== ruleInForce
  if (ruleChanged || repository.derived_seq !== repository.changed_seq) {
    db.prepare('update repositories set derived_seq = ?, derived_rule = ? where id = ?').run(
      repository.changed_seq,
      ruleInForce,
      repositoryId,
    )
  }
  const scanned = await scanSubjects(db, repositoryId)
  const attributed = await derivePullRequests(db, repositoryId)
  const named = await scanPullRequests(db, repositoryId)
  const assessed = await assessRepository(db, repositoryId, match)
  return [
    ...new Set<TableName>([
      ...(written || scanned || attributed || named ? (['deployments'] as const) : []),
      ...(ruleChanged ? (['repositories'] as const) : []),
      ...assessed,
    ]),
  ]
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
  return {
    repository,
    history: loadHistory(db, repositoryId, repository.default_branch, savedRule(repository)),
    stored: loadDeployments(db, repositoryId),
  }
}

/** Those of a removed connection are about to be deleted: they are left alone. */
const notRemoved = `
  join data_sources s on s.id = r.data_source_id
  join connections c on c.id = s.connection_id and c.removed_at is null`

const repositoryById = `
  select r.default_branch, r.changed_seq, r.derived_seq, r.derived_rule, u.rule
  from repositories r ${notRemoved} left join deployment_rules u on u.repository_id = r.id where r.id = ?`

const staleIds = `select r.id from repositories r ${notRemoved} where r.derived_seq <> r.changed_seq order by r.id`
