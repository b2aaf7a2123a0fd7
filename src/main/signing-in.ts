import { setTimeout as delay } from 'node:timers/promises'
import type { SignIn } from '../shared/model/sign-in.ts'
import { defaultCallbackPort } from './connections/oauth/callback-server.ts'
import { type ConnectionGrants, createConnectionGrants } from './connections/oauth/connection-grants.ts'
import { createSignIns, type SignIns } from './connections/oauth/sign-ins.ts'
import { findConnector } from './connectors/registry.ts'
import type { OAuthProvider } from './connectors/sdk/oauth.ts'
import { createHttp } from './ingest/http/create-http.ts'
import type { Ports } from './ports.ts'
import type { Store } from './store/open.ts'

/** How users sign in by OAuth, and what they have signed in with. */
export interface SigningIn {
  readonly signIns: SignIns
  readonly grants: ConnectionGrants
  /** How users of a connector sign in; null where they cannot. */
  readonly providerOf: (connectorId: string) => OAuthProvider | null
  /** Waits for what remotes are giving out now, but no longer than the grace: it is good once, and to be stored. */
  close(options: { readonly graceMs: number }): Promise<void>
}

export function openSigningIn(
  { clock, logger, oauth, vault }: Ports,
  { db }: Store,
  onChange: (signIn: SignIn) => void,
): SigningIn {
  const leaving = new AbortController()
  const now = () => clock.now()
  const http = createHttp({ signal: leaving.signal, now })
  const providerOf = (connectorId: string) => {
    const provider = findConnector(connectorId)?.oauth ?? null
    return provider && { ...provider, hosts: oauth?.hosts ?? provider.hosts }
  }
  const callbackPort = oauth?.callbackPort ?? defaultCallbackPort
  const signIns = createSignIns({ http, clock, logger, callbackPort, onChange })
  const grants = createConnectionGrants({ db, vault, http, now, providerOf })
  return {
    signIns,
    grants,
    providerOf,
    async close({ graceMs }) {
      signIns.close()
      await Promise.race([grants.whenQuiet(), delay(graceMs, undefined, { ref: false })])
      leaving.abort()
      await grants.whenQuiet()
    },
  }
}
