import type { Database } from 'better-sqlite3'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import type { IncidentId } from '../../../shared/model/ids.ts'
import type { LinkChoice } from '../../../shared/model/incidents.ts'

const most = 50

/** The deployments an incident can be linked to, those before it first: the latest of them is the likeliest. @throws WeirError `rpc.not_found`. */
export function linkChoices(db: Database, { incidentId }: { readonly incidentId: IncidentId }): LinkChoice[] {
  const incident = db
    .prepare<[number], { repository_id: number; service_id: number; began_at: number }>(
      'select repository_id, service_id, began_at from incidents where id = ?',
    )
    .get(incidentId)
  if (!incident)
    throw new WeirError('rpc.not_found', { hint: 'This incident is none any more. Look at the list again.' })
  const near = (comparison: '<' | '>=', order: 'asc' | 'desc') =>
    db
      .prepare<unknown[], LinkChoice>(
        `select id, name, finished_at as finishedAt from deployments
         where repository_id = ? and service_id = ? and result = 'success' and finished_at ${comparison} ?
         order by finished_at ${order}, id ${order} limit ?`,
      )
      .all(incident.repository_id, incident.service_id, incident.began_at, most)
  return [...near('<', 'desc'), ...near('>=', 'asc')]
}
