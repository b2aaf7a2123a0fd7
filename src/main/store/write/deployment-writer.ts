import type { Database } from 'better-sqlite3'
import type { HostedDeploymentEntity } from '../../../shared/model/code-entities.ts'
import type { AccountWriter } from './account-writer.ts'
import { hashOfEntity } from './entity-hash.ts'
import { createHostedWriter } from './hosted-writer.ts'
import { createRowBatch } from './row-batch.ts'
import { shaBlob } from './sha.ts'

interface Parts {
  readonly dataSourceId: number
  readonly accounts: AccountWriter
  readonly nameId: (name: string) => number
}

/** Writes a data source's deployments with the history of their states. */
export function createDeploymentWriter(db: Database, { dataSourceId, accounts, nameId }: Parts) {
  const columns = ['environment_id', 'ref_id', 'sha', 'task', 'creator_id', 'created_at']
  const rows = createHostedWriter(db, 'hosted_deployments', { dataSourceId, columns })
  const clear = db.prepare<[number]>('delete from hosted_deployment_statuses where hosted_deployment_id = ?')
  const statuses = createRowBatch(db, 'hosted_deployment_statuses (hosted_deployment_id, position, state, at)', 4)

  return {
    rows,
    flush: statuses.flush,
    write(deployment: HostedDeploymentEntity): boolean {
      const put = rows.put(deployment.externalId, hashOfEntity(deployment), () => [
        nameId(deployment.environment),
        deployment.ref === null ? null : nameId(deployment.ref),
        shaBlob(deployment.sha),
        deployment.task,
        accounts.idOf(deployment.creator),
        deployment.createdAt,
      ])
      if (put === 'same') return false
      if (put === 'reactivated') return true
      if (!put.isNew) {
        statuses.flush()
        clear.run(put.id)
      }
      for (const [position, { state, at }] of deployment.statuses.entries()) statuses.add(put.id, position, state, at)
      return true
    },
  }
}
