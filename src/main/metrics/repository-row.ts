import type { Database } from 'better-sqlite3'
import { DeploymentRule } from '../../shared/model/repository.ts'

export interface RepositoryRow {
  readonly default_branch: string | null
  readonly history: string
  readonly history_problem: string | null
  readonly changed_seq: number
  readonly appended_seq: number
  readonly derived_seq: number
  readonly derived_rule: string | null
  readonly rule: string | null
}

/** A repository as its derivation sees it; undefined when its connection is removed. */
export const readRepository = (db: Database, repositoryId: number): RepositoryRow | undefined =>
  db.prepare<[number], RepositoryRow>(repositoryById).get(repositoryId)

/** The rule the user saved. */
export const savedRule = ({ rule }: Pick<RepositoryRow, 'rule'>): DeploymentRule | null =>
  rule === null ? null : DeploymentRule.parse(JSON.parse(rule))

/** Writes down that a repository is up to date with what it was when it was read. True when the rule in force is another. */
export function markDerived(
  db: Database,
  repositoryId: number,
  repository: RepositoryRow,
  rule: DeploymentRule,
): boolean {
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

/** Those of a removed connection are about to be deleted: they are left alone. */
export const notRemoved = `
  join data_sources s on s.id = r.data_source_id
  join connections c on c.id = s.connection_id and c.removed_at is null`

const repositoryById = `
  select r.default_branch, r.history, r.history_problem, r.changed_seq, r.appended_seq, r.derived_seq, r.derived_rule, u.rule
  from repositories r ${notRemoved} left join deployment_rules u on u.repository_id = r.id where r.id = ?`
