import { randomUUID } from 'node:crypto'
import { toFault, WeirError } from '../../../shared/contract/weir-error.ts'
import type { SignIn, SignInSite } from '../../../shared/model/sign-in.ts'
import type { Http } from '../../connectors/sdk/http.ts'
import type { Access, OAuthClient, OAuthProvider } from '../../connectors/sdk/oauth.ts'
import type { Clock, Logger } from '../../ports.ts'
import { type Authorization, newAuthorization } from './authorization.ts'
import { type CallbackAnswer, createCallbackServer } from './callback-server.ts'
import { signedOut } from './faults.ts'
import type { Grant } from './grant.ts'
import { createRenewal, type Renewal } from './renewal.ts'
import { createTokenEndpoint } from './token-endpoint.ts'

/** So long the user may take to sign in. */
const waitMs = 10 * 60_000
/** So many are remembered, and of those that have ended each so long. */
const keptAtMost = 20
const keptMs = 2 * 60 * 60_000

export interface SignIns {
  readonly callbackUrl: string
  /** Waits for a user to sign in. @throws WeirError `settings.invalid` when the port it waits on is in use. */
  start(connectorId: string, provider: OAuthProvider, client: OAuthClient): Promise<SignIn>
  get(id: string): SignIn
  cancel(id: string): SignIn
  /** Access by what a sign-in gave, and the site chosen of it. @throws WeirError `settings.invalid` when it does not fit the form. */
  use(id: string, client: OAuthClient, siteId: unknown): { readonly access: Access; readonly site: SignInSite }
  /**
   * Gives a sign-in's grant away to be stored, once: two that use one grant would lock each other out.
   * @throws WeirError `auth.signed_out` when it is stored already, or no longer known.
   */
  giveAway<T>(id: string, store: (grant: Grant) => Promise<T>): Promise<T>
  close(): void
}

export interface SignInsParts {
  readonly http: Http
  readonly clock: Clock
  readonly logger: Logger
  readonly callbackPort: number
  readonly onChange: (signIn: SignIn) => void
}

interface Entry {
  signIn: SignIn
  readonly authorization: Authorization
  readonly client: OAuthClient
  readonly provider: OAuthProvider
  readonly timer: NodeJS.Timeout
  endedAt: number | null
  held: { grant: Grant; readonly renewal: Renewal } | null
}

/** Sign-ins in the system's browser. They live in memory: one that is not stored with a connection ends with the application. */
export function createSignIns(parts: SignInsParts): SignIns {
  const { http, clock, logger } = parts
  const entries = new Map<string, Entry>()
  const callback = createCallbackServer(parts.callbackPort, take)
  const isWaiting = ({ signIn }: Entry) => signIn.status === 'waiting'

  function update(entry: Entry, change: Partial<SignIn>): void {
    entry.signIn = { ...entry.signIn, ...change }
    if (!isWaiting(entry)) clearTimeout(entry.timer)
    if (entry.signIn.status !== 'waiting' && entry.signIn.status !== 'finishing') {
      entry.endedAt = clock.now()
      // Nobody may ever begin another one, which would forget it, too: what it was given is not to stay.
      setTimeout(forgetOld, keptMs + 1_000).unref()
    }
    if (![...entries.values()].some(isWaiting)) callback.close()
    parts.onChange(entry.signIn)
  }

  const fail = (entry: Entry, error: unknown) => {
    if (entry.endedAt !== null) return
    const reportId = randomUUID()
    if (!(error instanceof WeirError)) logger.error('A sign-in failed unexpectedly', { reportId, error })
    update(entry, { status: 'failed', fault: toFault(error, reportId) })
  }

  /** An answer is good once, whatever it says. */
  function take(answer: CallbackAnswer): boolean {
    const entry = [...entries.values()].filter(one => one.authorization.answers(answer.state)).find(isWaiting)
    // A machine that slept may be late to say so.
    if (!entry || clock.now() >= entry.signIn.expiresAt) return false
    update(entry, { status: 'finishing' })
    if (answer.code === null) fail(entry, refusal(entry.provider, answer.error))
    else finish(entry, answer.code).catch(error => fail(entry, error))
    return true
  }

  async function finish(entry: Entry, code: string): Promise<void> {
    const { provider, client, authorization } = entry
    const endpoint = createTokenEndpoint(http, provider, client, clock.now)
    const { verifier } = authorization
    const grant = await endpoint.exchange({ code, verifier, callbackUrl: callback.url })
    const sites = await provider.sites(http, provider.hosts.api, grant.accessToken)
    if (sites.length === 0) {
      throw signedOut(`This account has no ${provider.title} site that the app may read. Sign in with another account.`)
    }
    const renewal = createRenewal({
      place: {
        load: async () => entry.held && { grant: entry.held.grant },
        tryOut: async () => undefined,
        async save(_, next) {
          if (entry.held) entry.held.grant = next
          return entry.held !== null
        },
      },
      api: provider.hosts.api,
      refresh: endpoint.refresh,
      now: clock.now,
    })
    if (entry.signIn.status !== 'finishing') return
    entry.held = { grant, renewal }
    update(entry, { status: 'signed_in', sites: [...sites] })
  }

  function find(id: string): Entry {
    const entry = entries.get(id)
    if (entry) return entry
    throw signedOut('This sign-in is no longer known. Sign in again.')
  }

  function forgetOld(): void {
    const now = clock.now()
    for (const [id, { endedAt }] of entries) {
      if (endedAt !== null && (now - endedAt > keptMs || entries.size > keptAtMost)) entries.delete(id)
    }
  }

  return {
    callbackUrl: callback.url,
    async start(connectorId, provider, client) {
      forgetOld()
      await callback.open()
      const authorization = newAuthorization(provider, client, callback.url)
      const signIn: SignIn = {
        id: randomUUID(),
        connectorId,
        status: 'waiting',
        url: authorization.url,
        expiresAt: clock.now() + waitMs,
        sites: [],
        fault: null,
      }
      const expire = () => fail(entry, signedOut('Nobody signed in within ten minutes. Sign in again.'))
      const timer = setTimeout(expire, waitMs)
      timer.unref()
      const entry: Entry = { signIn, authorization, client, provider, timer, endedAt: null, held: null }
      entries.set(signIn.id, entry)
      return signIn
    },
    get: id => find(id).signIn,
    cancel(id) {
      const entry = find(id)
      if (entry.endedAt === null) update(entry, { status: 'cancelled' })
      return entry.signIn
    },
    use(id, client, siteId) {
      const { held, signIn, client: own } = find(id)
      if (held === null) throw wrongSite('Sign in first')
      if (own.id !== client.id || own.secret !== client.secret) {
        throw wrongSite('The client ID or the secret has changed: sign in again')
      }
      const site = signIn.sites.find(one => one.id === siteId)
      if (!site) throw wrongSite('Choose a site')
      return { access: held.renewal.access, site }
    },
    async giveAway(id, store) {
      const entry = find(id)
      if (entry.held === null) throw signedOut('This sign-in is used by a connection already. Sign in again.')
      return entry.held.renewal.exclusive(async () => {
        const { held } = entry
        if (held === null) throw signedOut('This sign-in is used by a connection already. Sign in again.')
        const stored = await store(held.grant)
        entry.held = null
        return stored
      })
    },
    close() {
      for (const entry of entries.values()) clearTimeout(entry.timer)
      entries.clear()
      callback.close()
    },
  }
}

const refusal = ({ title }: OAuthProvider, error: string | null) =>
  error === 'access_denied'
    ? signedOut(`${title} was not allowed to give Weir access. Sign in again, and accept what Weir may read.`)
    : signedOut(`${title} did not sign you in${/^\w{1,60}$/.test(error ?? '') ? ` (${error})` : ''}. Sign in again.`)

/** What is wrong with the choice of a site. */
export const wrongSite = (message: string): WeirError =>
  new WeirError('settings.invalid', {
    hint: 'Sign in, and choose the site to read.',
    fields: [{ path: 'settings.site', message }],
  })
