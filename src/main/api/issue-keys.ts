import type { Kysely } from 'kysely'
import type { TableName } from '../../shared/contract/events.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { ProjectId } from '../../shared/model/ids.ts'
import type { IssueKeyRule } from '../../shared/model/issue-keys.ts'
import type { Maintenance } from '../metrics/maintenance.ts'
import type { QueryThread } from '../metrics/query-thread.ts'
import type { Clock } from '../ports.ts'
import { writePatiently } from '../store/patient-write.ts'
import type { Database } from '../store/schema.ts'
import type { HandlersOf } from './dispatch.ts'

export interface IssueKeyParts {
  readonly db: Kysely<Database>
  readonly queries: QueryThread
  readonly maintenance: Maintenance
  readonly clock: Clock
  /** Reads all texts again by the rules in force, in the background. */
  readonly nameIssues: () => void
  readonly onChanged: (tables: readonly TableName[]) => void
}

type IssueKeyMethods = 'issueKeys.list' | 'issueKeys.preview' | 'issueKeys.save'

/** A rule is tried on everything there is before it is stored: one that takes too long is refused. */
export function issueKeyHandlers({
  db,
  queries,
  maintenance,
  clock,
  nameIssues,
  onChanged,
}: IssueKeyParts): HandlersOf<IssueKeyMethods> {
  return {
    'issueKeys.list': (_, { signal }) => queries.run('issueKeys', undefined, signal),
    'issueKeys.preview': ({ projectId, rule }) => maintenance.previewIssueKeys(projectId, rule),
    async 'issueKeys.save'({ projectId, rule }) {
      if (rule && rule.patterns.length > 0) await maintenance.previewIssueKeys(projectId, rule)
      await saveRule(db, projectId, rule, clock.now())
      onChanged(['issue_keys'])
      nameIssues()
    },
  }
}

function saveRule(db: Kysely<Database>, projectId: ProjectId, rule: IssueKeyRule | null, now: number): Promise<void> {
  return writePatiently(db, async trx => {
    const known = await trx.selectFrom('projects').select('id').where('id', '=', projectId).executeTakeFirst()
    if (!known) throw new WeirError('rpc.not_found', { hint: 'This project no longer exists.' })
    await trx.deleteFrom('issue_key_rules').where('project_id', '=', projectId).execute()
    if (!rule) return
    await trx
      .insertInto('issue_key_rules')
      .values({ project_id: projectId, rule: JSON.stringify(rule), updated_at: now })
      .execute()
  })
}
