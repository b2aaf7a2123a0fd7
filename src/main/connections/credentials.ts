import type { Kysely } from 'kysely'
import type { CredentialField } from '../../shared/model/connection.ts'
import type { ConnectionId } from '../../shared/model/ids.ts'
import type { SealedSecret, Vault } from '../ports.ts'
import { writePatiently } from '../store/patient-write.ts'
import type { Database } from '../store/schema.ts'
import { grantSecret } from './oauth/grant.ts'

export type Secrets = Readonly<Record<string, string>>

/** What the renderer sees in place of a secret. */
export const secretMask = '••••••••'

/** Applies a form to known secrets: null or empty removes one, an absent one stays. */
export function mergeSecrets(known: Secrets, form: Readonly<Record<string, string | null>>): Secrets {
  const merged = Object.entries({ ...known, ...form })
  return Object.fromEntries(merged.filter((entry): entry is [string, string] => Boolean(entry[1])))
}

/** Whether two sets of secrets are the same. */
export function sameSecrets(one: Secrets, other: Secrets): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].every(name => one[name] === other[name])
}

/** The connection's secrets in plain text, but for the grant of a sign-in: its tokens are for the main process alone. Those sealed with an old key are sealed anew. @throws WeirError `vault.locked`, `vault.unavailable`. */
export async function openSecrets(db: Kysely<Database>, vault: Vault, connectionId: ConnectionId): Promise<Secrets> {
  const rows = await db
    .selectFrom('credentials')
    .selectAll()
    .where('connection_id', '=', connectionId)
    .where('name', '<>', grantSecret)
    .execute()
  const secrets: Record<string, string> = {}
  for (const row of rows) {
    const { plain, resealed } = await vault.open({ keyId: row.key_id, sealed: row.sealed })
    secrets[row.name] = plain
    if (resealed) await writePatiently(db, trx => replaceSecret(trx, connectionId, row.name, resealed))
  }
  return secrets
}

/** Seals secrets, to be stored by `storeSecrets` inside a transaction. @throws WeirError `vault.locked`, `vault.unavailable`. */
export async function sealSecrets(vault: Vault, secrets: Secrets): Promise<ReadonlyMap<string, SealedSecret>> {
  const sealed = new Map<string, SealedSecret>()
  for (const [name, plain] of Object.entries(secrets)) sealed.set(name, await vault.seal(plain))
  return sealed
}

/** Makes these the connection's only secrets; with `keepGrant` besides what its sign-in has given. */
export async function storeSecrets(
  trx: Kysely<Database>,
  connectionId: ConnectionId,
  sealed: ReadonlyMap<string, SealedSecret>,
  keepGrant = false,
): Promise<void> {
  await trx
    .deleteFrom('credentials')
    .where('connection_id', '=', connectionId)
    .$if(keepGrant, query => query.where('name', '<>', grantSecret))
    .execute()
  for (const [name, secret] of sealed) await replaceSecret(trx, connectionId, name, secret)
}

async function replaceSecret(trx: Kysely<Database>, connectionId: ConnectionId, name: string, secret: SealedSecret) {
  const row = { key_id: secret.keyId, sealed: secret.sealed }
  await trx
    .insertInto('credentials')
    .values({ connection_id: connectionId, name, ...row })
    .onConflict(conflict => conflict.columns(['connection_id', 'name']).doUpdateSet(row))
    .execute()
}

/** Which of the connector's secrets are set. */
export function maskSecrets(fields: readonly string[], stored: readonly string[]): CredentialField[] {
  return fields.map(name => ({ name, mask: stored.includes(name) ? secretMask : null }))
}
