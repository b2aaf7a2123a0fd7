import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { ConnectionId } from '../../../shared/model/ids.ts'
import type { Http } from '../../connectors/sdk/http.ts'
import type { Access, OAuthClient, OAuthProvider } from '../../connectors/sdk/oauth.ts'
import type { Vault } from '../../ports.ts'
import { writeDurably } from '../../store/patient-write.ts'
import type { Database } from '../../store/schema.ts'
import { openSecrets } from '../credentials.ts'
import { signedOut } from './faults.ts'
import { Grant, grantSecret } from './grant.ts'
import { createRenewal, type GrantPlace, type KeptGrant, type Renewal } from './renewal.ts'
import { createTokenEndpoint } from './token-endpoint.ts'

export interface ConnectionGrants {
  /** Access by a connection's stored grant, for as many as want it. */
  access(connectionId: ConnectionId, refused?: string): ReturnType<Access>
  /** The app its user signed in with; null where it does not sign in. */
  client(connectionId: ConnectionId): Promise<OAuthClient | null>
  /** A connection was removed: nothing of its grant stays in memory. */
  forget(connectionId: ConnectionId): void
  /** Waits until no token is being renewed: what a remote has given out is then stored. */
  whenQuiet(): Promise<void>
}

export interface ConnectionGrantsParts {
  readonly db: Kysely<Database>
  readonly vault: Vault
  readonly http: Http
  readonly now: () => number
  /** How users of a connector sign in; null where they cannot. */
  readonly providerOf: (connectorId: string) => OAuthProvider | null
}

/** A grant with the bytes it is stored as, by which a newer one is told. */
interface StoredGrant extends KeptGrant {
  readonly sealed: Buffer
}

/** The grants of connections, each renewed by one at a time for jobs and verifications alike. */
export function createConnectionGrants(parts: ConnectionGrantsParts): ConnectionGrants {
  const { db, vault, http, now, providerOf } = parts
  const renewals = new Map<ConnectionId, Renewal>()

  async function appOf(connectionId: ConnectionId) {
    const row = await db
      .selectFrom('connections')
      .select(['connector_id', 'settings'])
      .where('id', '=', connectionId)
      .executeTakeFirst()
    const provider = row ? providerOf(row.connector_id) : null
    if (!row || !provider) return null
    const credentials = await openSecrets(db, vault, connectionId)
    const client = provider.client({ settings: JSON.parse(row.settings), credentials })
    return client && { provider, client }
  }

  async function renewalOf(connectionId: ConnectionId): Promise<Renewal> {
    const known = renewals.get(connectionId)
    if (known) return known
    const app = await appOf(connectionId)
    if (!app) throw signedOut('This connection has no sign-in. Sign in in its settings.')
    const renewal = createRenewal({
      place: placeOf(parts, connectionId),
      api: app.provider.hosts.api,
      now,
      async refresh(grant) {
        // As it is now: the secret may have been replaced meanwhile.
        const { provider, client } = (await appOf(connectionId)) ?? app
        return createTokenEndpoint(http, provider, client, now).refresh(grant)
      },
    })
    const first = renewals.get(connectionId) ?? renewal
    renewals.set(connectionId, first)
    return first
  }

  return {
    access: async (connectionId, refused) => (await renewalOf(connectionId)).access(refused),
    client: async connectionId => (await appOf(connectionId))?.client ?? null,
    forget: connectionId => void renewals.delete(connectionId),
    async whenQuiet() {
      await Promise.all([...renewals.values()].map(renewal => renewal.exclusive(async () => undefined)))
    },
  }
}

function placeOf({ db, vault }: ConnectionGrantsParts, connectionId: ConnectionId): GrantPlace<StoredGrant> {
  const replace = (old: Buffer, row: { readonly key_id: string; readonly sealed: Buffer }) =>
    writeDurably(db, async trx => {
      const { numUpdatedRows } = await trx
        .updateTable('credentials')
        .set(row)
        .where('connection_id', '=', connectionId)
        .where('name', '=', grantSecret)
        .where('sealed', '=', old)
        .executeTakeFirstOrThrow()
      return numUpdatedRows > 0n
    })

  return {
    async load() {
      const row = await db
        .selectFrom('credentials')
        .select(['key_id', 'sealed'])
        .where('connection_id', '=', connectionId)
        .where('name', '=', grantSecret)
        .executeTakeFirst()
      if (!row) return null
      const { plain, resealed } = await vault.open({ keyId: row.key_id, sealed: row.sealed })
      const grant = Grant.parse(JSON.parse(plain))
      if (resealed === null) return { grant, sealed: row.sealed }
      const replaced = await replace(row.sealed, { key_id: resealed.keyId, sealed: resealed.sealed })
      return { grant, sealed: replaced ? resealed.sealed : row.sealed }
    },
    async tryOut() {
      await vault.seal('')
      await writeDurably(db, trx =>
        trx
          .updateTable('credentials')
          .set({ sealed: sql<Buffer>`sealed` })
          .where('connection_id', '=', connectionId)
          .where('name', '=', grantSecret)
          .execute(),
      )
    },
    async save(old, next) {
      const { keyId, sealed } = await vault.seal(JSON.stringify(next))
      return replace(old.sealed, { key_id: keyId, sealed })
    },
  }
}
