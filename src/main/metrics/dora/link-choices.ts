import type { Database } from 'better-sqlite3'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import type { IncidentId } from '../../../shared/model/ids.ts'
import type { IncidentSource, LinkChoice } from '../../../shared/model/incidents.ts'

const most = 50

/**
 * The deployments an incident can be linked to, those before it first: the latest of them is the likeliest. An issue may concern any service of
 * the repository. @throws WeirError `rpc.not_found`.
 */
export function linkChoices(db: Database, { incidentId }: { readonly incidentId: IncidentId }): LinkChoice[] {
  const incident = db
    .prepare<[number], IncidentRow>('select repository_id, service_id, source, began_at from incidents where id = ?')
    .get(incidentId)
  if (!incident)
    throw new WeirError('rpc.not_found', { hint: 'This incident is none any more. Look at the list again.' })
  const service = incident.source === 'issue' ? null : incident.service_id
  const near = (comparison: '<' | '>=', order: 'asc' | 'desc') =>
    db
      .prepare<unknown[], LinkChoice>(
        `select d.id, d.name, v.name as serviceName, d.finished_at as finishedAt
         from deployments d left join services v on v.id = d.service_id
         where d.repository_id = ? and d.service_id = coalesce(?, d.service_id) and d.result = 'success'
           and d.finished_at ${comparison} ? order by d.finished_at ${order}, d.id ${order} limit ?`,
      )
      .all(incident.repository_id, service, incident.began_at, most)
  return [...near('<', 'desc'), ...near('>=', 'asc')]
}

interface IncidentRow {
  readonly repository_id: number
  readonly service_id: number
  readonly source: IncidentSource
  readonly began_at: number
}
