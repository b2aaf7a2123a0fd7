import type { Database } from 'better-sqlite3'
import type { IncidentSource } from '../../../shared/model/incidents.ts'
import type { ServiceScope } from '../measured-services.ts'
import type { StoredIncident } from './incident-sources.ts'

/** An incident with the ids of the deployments that ship a change made for it, and of the one it belongs to as it is stored. */
export interface IncidentWithIds extends Omit<StoredIncident, 'fixes'> {
  readonly fixIds: readonly number[]
  readonly deploymentId: number | null
}

interface Row {
  readonly key: string
  readonly source: Exclude<IncidentSource, 'issue'>
  readonly title: string
  readonly beganAt: number
  readonly commitId: number | null
  readonly deploymentId: number | null
  readonly shippedWith: number | null
}

/** Makes look-ups of a service's stored incidents, those of issues left out, as their sources told them. */
export function knownIncidents(db: Database, { repositoryId, serviceId }: ServiceScope) {
  const find = (where: string, parameters: object) =>
    db
      .prepare<object, Row>(`${incidents} and ${where}`)
      .all({ repositoryId, serviceId, ...parameters })
      .map(
        ({ shippedWith, ...row }): IncidentWithIds => ({
          ...row,
          resolvedAt: null,
          hasOwnEnd: false,
          endsWithNext: row.source === 'failed_deployment',
          fixIds: shippedWith === null ? [] : [shippedWith],
          issueId: null,
        }),
      )
  return {
    byKeys: (keys: readonly string[]) =>
      find('i.key in (select value from json_each(@keys))', { keys: JSON.stringify(keys) }),
    /** Those that no deployment has fixed, that began after a moment, or are named. */
    open: (after: number, keys: readonly string[]) =>
      find('(i.fix_deployment_id is null or i.began_at >= @after or i.key in (select value from json_each(@keys)))', {
        after,
        keys: JSON.stringify(keys),
      }),
    ofDeployments: (ids: readonly number[]) =>
      find('i.deployment_id in (select value from json_each(@ids))', { ids: JSON.stringify(ids) }),
  }
}

const incidents = `
  select i.key, i.source, i.title, i.began_at as beganAt, i.commit_id as commitId, i.deployment_id as deploymentId,
    case when i.key like 'hotfix:p%'
      then (select deployment_id from pull_request_changes where pull_request_id = cast(substr(i.key, 9) as integer) and service_id = @serviceId)
      else (select deployment_id from deployment_changes where commit_id = i.commit_id and service_id = @serviceId) end as shippedWith
  from incidents i where i.repository_id = @repositoryId and i.service_id = @serviceId and i.source <> 'issue'`
