import type { Kysely } from 'kysely'
import { z } from 'zod'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { FoundChoices, SourceOption, type Verification } from '../../shared/model/connection.ts'
import { ConnectionId, type DataSourceId } from '../../shared/model/ids.ts'
import type { SealedSecret } from '../ports.ts'
import { writePatiently } from '../store/patient-write.ts'
import type { Database } from '../store/schema.ts'
import { chooseSettings } from './choose-settings.ts'
import { storeSecrets } from './credentials.ts'

export interface NewConnection {
  readonly name: string
  readonly verification: Verification
  readonly settings: Readonly<Record<string, unknown>>
  readonly sealed: ReadonlyMap<string, SealedSecret>
  /** External ids among the verification's options. */
  readonly sources: readonly string[]
  readonly now: number
}

/** Stores a verified connection with its job and chosen data sources, all or nothing. @throws WeirError `rpc.invalid_input`. */
export function createConnection(db: Kysely<Database>, wanted: NewConnection): Promise<ConnectionId> {
  const { verification, now } = wanted
  return writePatiently(db, async trx => {
    const { id } = await trx
      .insertInto('connections')
      .values({
        connector_id: verification.connectorId,
        name: wanted.name,
        enabled: 1,
        settings: JSON.stringify(wanted.settings),
        ...foundBy(verification),
        created_at: now,
        updated_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const connectionId = ConnectionId.parse(id)
    await storeSecrets(trx, connectionId, wanted.sealed)
    await chooseSources(trx, connectionId, verification.options, wanted.sources)
    await trx
      .insertInto('jobs')
      .values({ connection_id: id, state: 'PENDING', intent: 'none', updated_at: now })
      .execute()
    return connectionId
  })
}

export interface ConnectionChange {
  readonly name: string | undefined
  readonly enabled: boolean | undefined
  /** A checked cron expression; null follows the cycle. */
  readonly schedule: string | null | undefined
  /** Replaces settings and secrets; with `keepGrant` all but what its sign-in has given. */
  readonly verified:
    | (Pick<NewConnection, 'verification' | 'settings' | 'sealed'> & { readonly keepGrant: boolean })
    | undefined
  /** Without a verification: what was chosen among what the last one found. With one, its settings have them already. */
  readonly choices: Readonly<Record<string, string>>
  /** The whole wanted list of external ids: the others become inactive. */
  readonly sources: readonly string[] | undefined
  readonly now: number
}

/** Changes a connection, all or nothing. @throws WeirError `rpc.invalid_input` for a source nobody has found, `settings.invalid` for such a choice. */
export function updateConnection(
  db: Kysely<Database>,
  connectionId: ConnectionId,
  change: ConnectionChange,
): Promise<void> {
  return writePatiently(db, async trx => {
    await trx
      .updateTable('connections')
      .set({
        updated_at: change.now,
        ...(change.name !== undefined && { name: change.name }),
        ...(change.enabled !== undefined && { enabled: change.enabled ? 1 : 0 }),
        ...(change.verified && {
          settings: JSON.stringify(change.verified.settings),
          ...foundBy(change.verified.verification),
        }),
        ...(change.schedule !== undefined && { schedule: change.schedule }),
      })
      .where('id', '=', connectionId)
      .execute()
    if (change.schedule !== undefined) {
      // From now on: what the new schedule would have started before was not missed.
      await trx
        .updateTable('jobs')
        .set({ scheduled_at: change.now })
        .where('connection_id', '=', connectionId)
        .execute()
    }
    if (!change.verified) await storeChoices(trx, connectionId, change.choices)
    if (change.verified) await storeSecrets(trx, connectionId, change.verified.sealed, change.verified.keepGrant)
    if (change.sources) {
      const options = change.verified?.verification.options ?? (await latestOptions(trx, connectionId))
      await chooseSources(trx, connectionId, options, change.sources)
    }
  })
}

/**
 * Keeps what a verification found of what the connection has saved; of anything else it is kept with what is saved then. Errors are
 * cleared by success only, options and times are only ever overwritten.
 */
export async function recordVerification(
  db: Kysely<Database>,
  connectionId: ConnectionId,
  verification: Verification,
): Promise<void> {
  const { status, endedAt, fault, startedAt } = verification
  if (status !== 'passed' && status !== 'failed') return
  const failed = { last_verification_at: endedAt, last_verification_error: fault && JSON.stringify(fault) }
  await writePatiently(db, trx =>
    trx
      .updateTable('connections')
      .set(status === 'passed' ? foundBy(verification) : failed)
      .where('id', '=', connectionId)
      // What was saved meanwhile it knows nothing of.
      .where('updated_at', '<=', startedAt)
      .execute(),
  )
}

const foundBy = ({ endedAt, options, choices, credentialsExpireAt }: Verification) => ({
  last_verification_at: endedAt,
  last_verification_error: null,
  latest_options: JSON.stringify(options),
  latest_choices: JSON.stringify(choices),
  credentials_expire_at: credentialsExpireAt,
})

/** Hides a connection everywhere at once and forgets its secrets; its rows are purged in the background. */
export function markRemoved(db: Kysely<Database>, connectionId: ConnectionId, now: number): Promise<void> {
  return writePatiently(db, async trx => {
    await trx.deleteFrom('credentials').where('connection_id', '=', connectionId).execute()
    await trx.updateTable('connections').set({ removed_at: now, enabled: 0 }).where('id', '=', connectionId).execute()
  })
}

/** @throws WeirError `rpc.not_found`. */
export async function setSourceActive(
  db: Kysely<Database>,
  dataSourceId: DataSourceId,
  active: boolean,
): Promise<void> {
  const { numUpdatedRows } = await writePatiently(db, trx =>
    trx
      .updateTable('data_sources')
      .set({ active: active ? 1 : 0 })
      .where('id', '=', dataSourceId)
      .executeTakeFirstOrThrow(),
  )
  if (numUpdatedRows === 0n) throw new WeirError('rpc.not_found', { hint: 'This data source no longer exists.' })
}

async function storeChoices(
  trx: Kysely<Database>,
  connectionId: ConnectionId,
  chosen: ConnectionChange['choices'],
): Promise<void> {
  if (Object.keys(chosen).length === 0) return
  const row = await trx
    .selectFrom('connections')
    .select(['settings', 'latest_choices'])
    .where('id', '=', connectionId)
    .executeTakeFirstOrThrow()
  const settings = z.record(z.string(), z.unknown()).parse(JSON.parse(row.settings))
  const changed = chooseSettings(settings, FoundChoices.parse(JSON.parse(row.latest_choices)), chosen)
  await trx
    .updateTable('connections')
    .set({ settings: JSON.stringify(changed) })
    .where('id', '=', connectionId)
    .execute()
}

async function latestOptions(trx: Kysely<Database>, connectionId: ConnectionId): Promise<SourceOption[]> {
  const row = await trx
    .selectFrom('connections')
    .select('latest_options')
    .where('id', '=', connectionId)
    .executeTakeFirstOrThrow()
  return z.array(SourceOption).parse(JSON.parse(row.latest_options))
}

/** Makes exactly the wanted data sources active. Known ones keep their rows, and with them all that was synced. */
async function chooseSources(
  trx: Kysely<Database>,
  connectionId: ConnectionId,
  options: readonly SourceOption[],
  wanted: readonly string[],
): Promise<void> {
  const known = await trx
    .selectFrom('data_sources')
    .select('external_id')
    .where('connection_id', '=', connectionId)
    .execute()
  const knownIds = new Set(known.map(source => source.external_id))
  const found = new Map(options.map(option => [option.externalId, option]))
  const strangers = wanted.filter(id => !found.has(id) && !knownIds.has(id))
  if (strangers.length > 0) {
    throw new WeirError('rpc.invalid_input', {
      hint: 'Some of the chosen sources were not found by the verification. Verify again.',
      fields: strangers.map(id => ({ path: 'sources', message: id })),
    })
  }
  const ids = [...new Set(wanted)]
  await trx.updateTable('data_sources').set({ active: 0 }).where('connection_id', '=', connectionId).execute()
  for (const batch of batches(ids, 500)) {
    await trx
      .updateTable('data_sources')
      .set({ active: 1 })
      .where('connection_id', '=', connectionId)
      .where('external_id', 'in', batch)
      .execute()
    const rows = batch
      .flatMap(id => found.get(id) ?? [])
      .map(({ externalId, name, kind, description }) => ({
        connection_id: connectionId,
        external_id: externalId,
        active: 1 as const,
        name,
        kind,
        description,
      }))
    if (rows.length === 0) continue
    await trx
      .insertInto('data_sources')
      .values(rows)
      .onConflict(conflict =>
        conflict.columns(['connection_id', 'external_id']).doUpdateSet(({ ref }) => ({
          name: ref('excluded.name'),
          kind: ref('excluded.kind'),
          description: ref('excluded.description'),
        })),
      )
      .execute()
  }
}

function batches<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}
