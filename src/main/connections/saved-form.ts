import { isDeepStrictEqual } from 'node:util'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { ConnectionId } from '../../shared/model/ids.ts'
import type { Connector } from '../connectors/sdk/connector.ts'
import { fieldsOf } from '../connectors/sdk/form-schema.ts'
import type { Vault } from '../ports.ts'
import type { Database } from '../store/schema.ts'
import { openSecrets, type Secrets, sameSecrets } from './credentials.ts'

type Settings = Readonly<Record<string, unknown>>

/** What a connection has saved. */
export interface SavedForm {
  readonly settings: Settings
  readonly secrets: Secrets
}

/** @throws WeirError `rpc.not_found`, `vault.locked`, `vault.unavailable`. */
export async function savedForm(db: Kysely<Database>, vault: Vault, connectionId: ConnectionId): Promise<SavedForm> {
  const row = await db
    .selectFrom('connections')
    .select('settings')
    .where('id', '=', connectionId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (!row)
    throw new WeirError('rpc.not_found', { hint: 'This connection no longer exists.', details: { connectionId } })
  const settings = z.record(z.string(), z.unknown()).parse(JSON.parse(row.settings))
  return { settings, secrets: await openSecrets(db, vault, connectionId) }
}

/** Whether a parsed form is what is saved, but for what is chosen among a verification's findings. */
export function isSaved(connector: Connector, saved: SavedForm, { settings, secrets }: SavedForm): boolean {
  const before = connector.settings.safeParse(saved.settings)
  return (
    before.success &&
    isDeepStrictEqual(typed(connector, before.data), typed(connector, settings)) &&
    sameSecrets(secrets, saved.secrets)
  )
}

/** What the user types in of the settings. */
function typed({ settings: schema }: Connector, settings: unknown): Settings {
  const fields = fieldsOf(schema)
  return Object.fromEntries(Object.entries(settings as Settings).filter(([name]) => !fields[name]?.found))
}

/**
 * The saved secrets that a form goes on using: all of them, unless it names a place where they were not shown before. Otherwise whoever
 * may edit a connection could have its secrets sent to a place of his own.
 * @throws WeirError `settings.invalid` naming those to be entered again.
 */
export function keptSecrets(
  connector: Connector,
  saved: SavedForm,
  form: { readonly settings: Settings; readonly credentials: Readonly<Record<string, string | null>> },
): Secrets {
  const before = connector.settings.safeParse(saved.settings)
  const known = new Set(before.success ? connector.secretsGoTo?.(before.data) : [])
  if ((connector.secretsGoTo?.(form.settings) ?? []).every(place => known.has(place))) return saved.secrets
  const fields = connector.credentials === null ? {} : fieldsOf(connector.credentials)
  const isAsked = (name: string) =>
    !fields[name]?.cases?.some(({ setting, is, hidden }) => hidden === true && form.settings[setting] === is)
  const missing = Object.keys(saved.secrets).filter(name => form.credentials[name] === undefined && isAsked(name))
  if (missing.length === 0) return {}
  throw new WeirError('settings.invalid', {
    hint: 'Weir shows stored secrets nowhere but where they were entered for. Enter them again for the new address.',
    fields: missing.map(name => ({
      path: `credentials.${name}`,
      message: 'Enter it again: the address is another one',
    })),
  })
}
