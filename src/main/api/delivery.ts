import type { Kysely } from 'kysely'
import type { TableName } from '../../shared/contract/events.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { DeploymentId, IncidentId, RepositoryId } from '../../shared/model/ids.ts'
import type { Maintenance } from '../metrics/maintenance.ts'
import type { QueryThread } from '../metrics/query-thread.ts'
import type { Clock } from '../ports.ts'
import { writePatiently } from '../store/patient-write.ts'
import type { Database } from '../store/schema.ts'
import type { HandlersOf } from './dispatch.ts'

export interface DeliveryParts {
  readonly db: Kysely<Database>
  readonly queries: QueryThread
  readonly maintenance: Maintenance
  readonly clock: Clock
  readonly onChanged: (tables: readonly TableName[]) => void
}

type DeliveryMethods =
  | 'deployments.get'
  | 'issues.code'
  | 'incidents.list'
  | 'incidents.linkChoices'
  | 'incidents.link'
  | 'incidents.unlink'
  | 'incidents.rules'
  | 'incidents.previewRules'
  | 'incidents.saveRules'

/** What is said of incidents is stored, then the repository's are judged anew: the answer comes after that. */
export function deliveryHandlers({
  db,
  queries,
  maintenance,
  clock,
  onChanged,
}: DeliveryParts): HandlersOf<DeliveryMethods> {
  return {
    'deployments.get': (input, { signal }) => queries.run('deployment', input, signal),
    'issues.code': (input, { signal }) => queries.run('issueCode', input, signal),
    'incidents.list': (input, { signal }) => queries.run('incidents', input, signal),
    'incidents.linkChoices': (input, { signal }) => queries.run('linkChoices', input, signal),
    async 'incidents.link'({ incidentId, deploymentId }) {
      await maintenance.assess([await link(db, incidentId, deploymentId, clock.now())])
    },
    async 'incidents.unlink'({ incidentId }) {
      await maintenance.assess([await unlink(db, incidentId)])
    },
    'incidents.rules': (input, { signal }) => queries.run('incidentRules', input, signal),
    'incidents.previewRules': ({ repositoryId, rules }) => maintenance.previewIncidents(repositoryId, rules),
    async 'incidents.saveRules'({ repositoryId, rules }) {
      await writePatiently(db, async trx => {
        const known = await trx
          .selectFrom('repositories')
          .select('id')
          .where('id', '=', repositoryId)
          .executeTakeFirst()
        if (!known) throw new WeirError('rpc.not_found', { hint: 'This repository no longer exists.' })
        await trx.deleteFrom('incident_rules').where('repository_id', '=', repositoryId).execute()
        if (!rules) return
        await trx
          .insertInto('incident_rules')
          .values({ repository_id: repositoryId, rules: JSON.stringify(rules), updated_at: clock.now() })
          .execute()
      })
      onChanged(['incidents'])
      await maintenance.assess([repositoryId])
    },
  }
}

/** Stores what the user said and answers the repository. */
function link(
  db: Kysely<Database>,
  incidentId: IncidentId,
  deploymentId: DeploymentId | null,
  now: number,
): Promise<RepositoryId> {
  return writePatiently(db, async trx => {
    const incident = await incidentOf(trx, incidentId)
    let key: string | null = null
    let { service_id } = incident
    if (deploymentId !== null) {
      const deployment = await trx
        .selectFrom('deployments')
        .select(['key', 'repository_id', 'service_id'])
        .where('id', '=', deploymentId)
        .where('result', '=', 'success')
        .executeTakeFirst()
      if (deployment?.repository_id !== incident.repository_id) {
        throw new WeirError('rpc.not_found', { hint: 'Choose a deployment of the incident’s own repository.' })
      }
      if (deployment.service_id !== service_id && incident.source !== 'issue') {
        throw new WeirError('rpc.not_found', { hint: 'Choose a deployment of the incident’s own service.' })
      }
      key = deployment.key
      service_id = deployment.service_id
    }
    const { repository_id, key: incident_key } = incident
    // An issue that is linked to another service is no incident of this one any more.
    if (service_id !== incident.service_id) await forgetLink(trx, incident)
    await trx
      .insertInto('incident_links')
      .values({ repository_id, service_id, incident_key, deployment_key: key, linked_at: now })
      .onConflict(conflict =>
        conflict
          .columns(['repository_id', 'service_id', 'incident_key'])
          .doUpdateSet({ deployment_key: key, linked_at: now }),
      )
      .execute()
    return repository_id as RepositoryId
  })
}

function unlink(db: Kysely<Database>, incidentId: IncidentId): Promise<RepositoryId> {
  return writePatiently(db, async trx => {
    const incident = await incidentOf(trx, incidentId)
    await forgetLink(trx, incident)
    return incident.repository_id as RepositoryId
  })
}

async function forgetLink(
  trx: Kysely<Database>,
  { repository_id, service_id, key }: Awaited<ReturnType<typeof incidentOf>>,
): Promise<void> {
  await trx
    .deleteFrom('incident_links')
    .where('repository_id', '=', repository_id)
    .where('service_id', '=', service_id)
    .where('incident_key', '=', key)
    .execute()
}

async function incidentOf(db: Kysely<Database>, incidentId: IncidentId) {
  const incident = await db
    .selectFrom('incidents')
    .select(['repository_id', 'service_id', 'source', 'key'])
    .where('id', '=', incidentId)
    .executeTakeFirst()
  if (!incident)
    throw new WeirError('rpc.not_found', { hint: 'This incident is none any more. Look at the list again.' })
  return incident
}
