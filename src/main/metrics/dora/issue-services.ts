import type { Database } from 'better-sqlite3'
import { measuredServices, type ServiceScope } from '../measured-services.ts'
import { latestBefore } from './assess.ts'

export interface NamedIssue {
  /** Of the incident: `issue:12`. */
  readonly incidentKey: string
  readonly beganAt: number
  /** The services that shipped a change naming it. */
  readonly namedIn: ReadonlySet<number>
}

/**
 * Tells which issues are incidents of a service. Rules are of the whole repository, so that it must be found out whom an issue concerns: the
 * services it was linked to by hand; else those with a change that names it; else the one that deployed last before it began, or the first
 * one where none had.
 */
export function issuesOfService(
  db: Database,
  { repositoryId, serviceId }: ServiceScope,
): (issue: NamedIssue) => boolean {
  if (serviceId === 0) return () => true
  const services = measuredServices(db, repositoryId).map(service => service.serviceId)
  const among = JSON.stringify(services)
  const links = db.prepare<[number, string], [string, number]>(linked).raw().all(repositoryId, among)
  const byHand = Map.groupBy(links, ([incidentKey]) => incidentKey)
  const deployments = db.prepare<[number, string], [number, number]>(deployed).raw().all(repositoryId, among)
  const finishes = Float64Array.from(deployments, ([, finishedAt]) => finishedAt)
  return ({ incidentKey, beganAt, namedIn }) => {
    const told = byHand.get(incidentKey)
    if (told !== undefined) return told.some(([, linkedTo]) => linkedTo === serviceId)
    if (namedIn.size > 0) return namedIn.has(serviceId)
    const latest = latestBefore(finishes, beganAt, Number.POSITIVE_INFINITY)
    return (latest === null ? services[0] : deployments[latest]?.[0]) === serviceId
  }
}

const linked = `
  select incident_key, service_id from incident_links
  where repository_id = ? and deployment_key is not null and service_id in (select value from json_each(?))`

const deployed = `
  select service_id, finished_at from deployments
  where repository_id = ? and result = 'success' and service_id in (select value from json_each(?)) order by finished_at, id`
