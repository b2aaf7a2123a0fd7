import { join } from 'node:path'
import type { ReadonlyKysely } from 'kysely/readonly'
import { type ConnectionId, DataSourceId, type JobId, type RunId } from '../../shared/model/ids.ts'
import { ServicePaths } from '../../shared/model/service.ts'
import type { JobAssignment } from '../ingest/messages.ts'
import type { Paths } from '../ports.ts'
import type { Database } from '../store/schema.ts'

export interface AssignmentParts {
  readonly db: ReadonlyKysely<Database>
  readonly paths: Pick<Paths, 'database' | 'mirrors'>
  /** The connection's secrets in plain text. @throws WeirError `vault.locked`, `vault.unavailable`. */
  readonly openCredentials: (connectionId: ConnectionId) => Promise<Readonly<Record<string, string>>>
}

/** What a job's thread is started with: the connection's settings, opened secrets and active data sources as they are now. */
export async function prepareAssignment(
  { db, paths, openCredentials }: AssignmentParts,
  run: { readonly jobId: JobId; readonly runId: RunId; readonly connectionId: ConnectionId },
): Promise<JobAssignment> {
  const { jobId, runId, connectionId } = run
  const [connection, sources, services, credentials] = await Promise.all([
    db
      .selectFrom('connections')
      .select(['connector_id', 'settings'])
      .where('id', '=', connectionId)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('data_sources')
      .select(['id', 'external_id', 'name'])
      .where('connection_id', '=', connectionId)
      .where('active', '=', 1)
      .orderBy('name')
      .orderBy('id')
      .execute(),
    db
      .selectFrom('services')
      .innerJoin('repositories', 'repositories.id', 'services.repository_id')
      .innerJoin('data_sources', 'data_sources.id', 'repositories.data_source_id')
      .select(['services.id', 'services.paths', 'data_sources.id as sourceId'])
      .where('data_sources.connection_id', '=', connectionId)
      .orderBy('services.id')
      .execute(),
    openCredentials(connectionId),
  ])
  return {
    databasePath: paths.database,
    cacheFolder: join(paths.mirrors, String(connectionId)),
    jobId,
    runId,
    connectorId: connection.connector_id,
    settings: JSON.parse(connection.settings),
    credentials,
    sources: sources.map(({ id, external_id, name }) => ({
      id: DataSourceId.parse(id),
      externalId: external_id,
      name,
      ...servicesOf(services.filter(({ sourceId }) => sourceId === id)),
    })),
  }
}

function servicesOf(services: readonly { readonly id: number; readonly paths: string }[]) {
  if (services.length === 0) return {}
  return { services: services.map(({ id, paths }) => ({ id, paths: ServicePaths.parse(JSON.parse(paths)) })) }
}
