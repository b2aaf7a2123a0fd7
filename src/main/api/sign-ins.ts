import type { Kysely } from 'kysely'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { mergeSecrets, openSecrets } from '../connections/credentials.ts'
import type { SignIns } from '../connections/oauth/sign-ins.ts'
import type { OAuthProvider } from '../connectors/sdk/oauth.ts'
import type { Vault } from '../ports.ts'
import type { Database } from '../store/schema.ts'
import type { HandlersOf } from './dispatch.ts'

export interface SignInParts {
  readonly db: Kysely<Database>
  readonly vault: Vault
  readonly signIns: SignIns
  readonly providerOf: (connectorId: string) => OAuthProvider | null
}

export function signInHandlers(parts: SignInParts): HandlersOf<`signIns.${'start' | 'get' | 'cancel'}`> {
  const { db, vault, signIns, providerOf } = parts
  return {
    async 'signIns.start'({ connectorId, connectionId, settings, credentials }) {
      const known = connectionId === null ? {} : await openSecrets(db, vault, connectionId)
      const provider = providerOf(connectorId)
      const client = provider?.client({ settings, credentials: mergeSecrets(known, credentials) }) ?? null
      if (provider && client) return signIns.start(connectorId, provider, client)
      throw new WeirError('rpc.invalid_input', { hint: 'With these settings there is nothing to sign in to.' })
    },
    'signIns.get'({ signInId }, { caller }) {
      // Whoever knows its address can sign in in the user's place.
      if (caller.role === 'admin') return signIns.get(signInId)
      throw new WeirError('rpc.forbidden', { hint: 'You may look at everything here, but not change it.' })
    },
    'signIns.cancel': ({ signInId }) => signIns.cancel(signInId),
  }
}
