import type { Kysely } from 'kysely'
import type { TableName } from '../../shared/contract/events.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { RepositoryId } from '../../shared/model/ids.ts'
import type { DeploymentRule } from '../../shared/model/repository.ts'
import type { Maintenance } from '../metrics/maintenance.ts'
import type { QueryThread } from '../metrics/query-thread.ts'
import type { Clock } from '../ports.ts'
import { writePatiently } from '../store/patient-write.ts'
import type { Database } from '../store/schema.ts'
import type { HandlersOf } from './dispatch.ts'

export interface RepositoryParts {
  readonly db: Kysely<Database>
  readonly queries: QueryThread
  readonly maintenance: Maintenance
  readonly clock: Clock
  /** Works out a repository's deployments anew in the background. */
  readonly derive: (repositoryIds: readonly RepositoryId[]) => void
  readonly onChanged: (tables: readonly TableName[]) => void
}

export function repositoryHandlers({
  db,
  queries,
  maintenance,
  clock,
  derive,
  onChanged,
}: RepositoryParts): HandlersOf<'repositories.list' | 'repositories.previewRule' | 'repositories.saveRule'> {
  return {
    'repositories.list': (_, { signal }) => queries.run('repositories', undefined, signal),
    'repositories.previewRule': ({ repositoryId, rule }) => maintenance.previewRule(repositoryId, rule),
    async 'repositories.saveRule'({ repositoryId, rule }) {
      await saveRule(db, repositoryId, rule, clock.now())
      onChanged(['repositories'])
      derive([repositoryId])
    },
  }
}

/** Stores the rule (null: Weir chooses) and marks what was derived by the old one as out of date, in one transaction. */
function saveRule(
  db: Kysely<Database>,
  repositoryId: RepositoryId,
  rule: DeploymentRule | null,
  now: number,
): Promise<void> {
  return writePatiently(db, async trx => {
    const { numUpdatedRows } = await trx
      .updateTable('repositories')
      .set(({ eb }) => ({ changed_seq: eb('changed_seq', '+', 1) }))
      .where('id', '=', repositoryId)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new WeirError('rpc.not_found', { hint: 'This repository no longer exists.' })
    await trx.deleteFrom('deployment_rules').where('repository_id', '=', repositoryId).execute()
    if (!rule) return
    await trx
      .insertInto('deployment_rules')
      .values({ repository_id: repositoryId, rule: JSON.stringify(rule), updated_at: now })
      .execute()
  })
}
