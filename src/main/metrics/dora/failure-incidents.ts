import type { Database } from 'better-sqlite3'
import type { Found, SourceInput } from './incident-sources.ts'

/** Deployments that failed, and counted ones that broke later; with `keys`, of those that failed only these. */
export function failureIncidents(
  db: Database,
  { repositoryId, serviceId, deployments }: Pick<SourceInput, 'repositoryId' | 'serviceId' | 'deployments'>,
  keys?: readonly string[],
): Found {
  const failed = db
    .prepare<object, { key: string; name: string; at: number }>(failedDeployments(keys !== undefined))
    .all({ repositoryId, serviceId, ...(keys && { keys: JSON.stringify(keys) }) })
  const broken = deployments.flatMap(({ key, name, brokeAt }) => (brokeAt === null ? [] : [{ key, name, at: brokeAt }]))
  return {
    candidates: failed.length + deployments.length,
    incidents: [...failed, ...broken].map(({ key, name, at }) => ({
      key: `deployment:${key}`,
      source: 'failed_deployment',
      title: name,
      beganAt: at,
      resolvedAt: null,
      hasOwnEnd: false,
      endsWithNext: true,
      fixes: [],
      issueId: null,
      commitId: null,
    })),
  }
}

const failedDeployments = (some: boolean) => `
  select key, name, finished_at as at from deployments
  where repository_id = @repositoryId and service_id = @serviceId and result = 'failure'
    ${some ? 'and key in (select value from json_each(@keys)) order by +finished_at, id' : 'order by finished_at, id'}`
