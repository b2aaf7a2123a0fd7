import type { ReadonlyKysely } from 'kysely/readonly'
import { z } from 'zod'
import { Fault } from '../../shared/contract/faults.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import {
  ConnectionDetail,
  ConnectionSummary,
  DataSource,
  FoundChoices,
  type KnownBudgets,
  SourceOption,
} from '../../shared/model/connection.ts'
import type { ConnectionId } from '../../shared/model/ids.ts'
import type { Database } from '../store/schema.ts'
import { maskSecrets } from './credentials.ts'
import { connectorById } from './settings.ts'

/** What only the running application knows of a connection. */
export interface LiveStatus {
  isVerifying(connectionId: ConnectionId): boolean
  isSyncing(connectionId: ConnectionId): boolean
  budgetsOf(connectionId: ConnectionId): KnownBudgets | null
}

/** Every connection that is not being removed, by name. Two queries, however many there are. */
export async function listConnections(db: ReadonlyKysely<Database>, live: LiveStatus): Promise<ConnectionSummary[]> {
  const rows = await connectionRows(db).orderBy('connections.name').execute()
  return rows.map(row => toSummary(row, live))
}

/** One connection. @throws WeirError `rpc.not_found`. */
export async function getConnection(
  db: ReadonlyKysely<Database>,
  live: LiveStatus,
  connectionId: ConnectionId,
): Promise<ConnectionSummary> {
  return toSummary(await connectionRow(db, connectionId), live)
}

/** One connection with its settings, data sources and which secrets are set. @throws WeirError `rpc.not_found`. */
export async function getConnectionDetail(
  db: ReadonlyKysely<Database>,
  live: LiveStatus,
  connectionId: ConnectionId,
): Promise<ConnectionDetail> {
  const row = await connectionRow(db, connectionId)
  const [sources, stored] = await Promise.all([
    db.selectFrom('data_sources').selectAll().where('connection_id', '=', connectionId).orderBy('name').execute(),
    db.selectFrom('credentials').select('name').where('connection_id', '=', connectionId).execute(),
  ])
  return ConnectionDetail.parse({
    ...toSummary(row, live),
    settings: JSON.parse(row.settings),
    latestOptions: z.array(SourceOption).parse(JSON.parse(row.latest_options)),
    latestChoices: FoundChoices.parse(JSON.parse(row.latest_choices)),
    knownBudgets: live.budgetsOf(connectionId),
    credentials: maskSecrets(
      credentialFields(row.connector_id),
      stored.map(secret => secret.name),
    ),
    dataSources: sources.map(source =>
      DataSource.parse({
        id: source.id,
        connectionId: source.connection_id,
        externalId: source.external_id,
        name: source.name,
        kind: source.kind,
        description: source.description,
        active: source.active === 1,
        lastSyncAt: source.last_sync_at,
      }),
    ),
  })
}

function connectionRows(db: ReadonlyKysely<Database>) {
  return db
    .selectFrom('connections')
    .innerJoin('jobs', 'jobs.connection_id', 'connections.id')
    .leftJoin('data_sources', 'data_sources.connection_id', 'connections.id')
    .where('connections.removed_at', 'is', null)
    .selectAll('connections')
    .select(({ fn }) => [
      'jobs.id as job_id',
      fn.count<number>('data_sources.id').as('sources'),
      fn.coalesce(fn.sum<number>('data_sources.active'), fn.count<number>('data_sources.id')).as('active_sources'),
    ])
    .groupBy('connections.id')
}

async function connectionRow(db: ReadonlyKysely<Database>, connectionId: ConnectionId) {
  const row = await connectionRows(db).where('connections.id', '=', connectionId).executeTakeFirst()
  if (row) return row
  throw new WeirError('rpc.not_found', { hint: 'This connection no longer exists.', details: { connectionId } })
}

type ConnectionRow = Awaited<ReturnType<typeof connectionRow>>

function toSummary(row: ConnectionRow, live: LiveStatus): ConnectionSummary {
  const id = row.id as ConnectionId
  return ConnectionSummary.parse({
    id,
    connectorId: row.connector_id,
    name: row.name,
    enabled: row.enabled === 1,
    schedule: row.schedule,
    status: live.isVerifying(id) ? 'verifying' : live.isSyncing(id) ? 'syncing' : 'idle',
    lastSyncStatus: row.last_sync_status,
    lastSyncAt: row.last_sync_at,
    lastSyncError: parseFault(row.last_sync_error),
    lastVerificationAt: row.last_verification_at,
    lastVerificationError: parseFault(row.last_verification_error),
    jobId: row.job_id,
    sources: row.sources,
    activeSources: row.active_sources,
    createdAt: row.created_at,
  })
}

const parseFault = (text: string | null) => (text === null ? null : Fault.parse(JSON.parse(text)))

function credentialFields(connectorId: string): string[] {
  const schema = connectorById(connectorId).credentials
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
}
