import type { HttpClient, HttpHead } from '../sdk/http.ts'
import { appJwt, installationToken } from './app-token.ts'
import { endpointsOf } from './endpoints.ts'
import type { GithubContext } from './remote.ts'
import { privateKeyOf, tokensOf } from './settings.ts'
import type { GithubSizes } from './sizes.ts'
import { invalid, noPrivateKey } from './wrong-settings.ts'

/** GitHub's limits are counted apart for these. */
export type Resource = 'core' | 'graphql' | 'search'

/** One way of being let in, with limits of its own. */
export interface Key {
  /** What is shown to be let in. */
  token(): Promise<string>
  client(resource: Resource): Promise<HttpClient>
  /** How many requests it could send at once, as far as is known, or when it could send the next. */
  room(resource: Resource): { readonly left: number; readonly from: number }
}

/** An installation's token is replaced so long before it expires. */
const renewedBeforeMs = 300_000

/** The tokens of the credentials, or the GitHub App's. @throws WeirError `settings.invalid` when there are none. */
export function createKeys(context: GithubContext, sizes: GithubSizes): readonly Key[] {
  const { settings, credentials } = context
  const tokens = tokensOf(credentials)
  if (settings.appId !== '') return [createKey(context, sizes, 'app', appTokens(context))]
  if (tokens.length > 0) {
    return tokens.map((token, index) =>
      createKey(context, sizes, `token ${index + 1}`, async () => ({ token, expiresAt: Number.POSITIVE_INFINITY })),
    )
  }
  const hint = 'Give an access token, or connect with a GitHub App.'
  throw invalid('credentials.token', 'Give an access token', hint)
}

interface Token {
  readonly token: string
  readonly expiresAt: number
}

function appTokens({ http, settings, credentials, now }: GithubContext): () => Promise<Token> {
  const { origin, rest } = endpointsOf(settings.url)
  const ca = settings.certificate === '' ? undefined : settings.certificate
  return () => {
    const privateKey = privateKeyOf(credentials)
    if (privateKey === null) throw noPrivateKey()
    const jwt = appJwt(settings.appId, privateKey, now())
    return installationToken(http, { origin, rest, ca }, { jwt, installationId: settings.installationId })
  }
}

function createKey(
  { http, settings, now }: GithubContext,
  { concurrency, perSecond, graphqlPerSecond, pacedOverMs, backOff }: GithubSizes,
  name: string,
  load: () => Promise<Token>,
): Key {
  const clients = new Map<Resource, HttpClient>()
  let token: Promise<Token> | null = null

  const open = (resource: Resource, value: string) =>
    http.open({
      baseUrl: endpointsOf(settings.url).origin,
      title: 'GitHub',
      headers: {
        authorization: `Bearer ${value}`,
        accept: 'application/vnd.github+json',
        'x-github-api-version': '2022-11-28',
      },
      secrets: [value],
      ca: settings.certificate === '' ? undefined : settings.certificate,
      limitsOf: `${name} ${resource}`,
      concurrency,
      perSecond: resource === 'graphql' ? graphqlPerSecond : perSecond,
      pacedOverMs,
      backOff,
      refusesForNumber,
      judge: refusalOfOthers,
    })

  async function current(): Promise<Token> {
    const known = token === null ? null : await token
    if (known !== null && known.expiresAt - now() > renewedBeforeMs) return known
    clients.clear()
    token = load()
    token.catch(() => {
      token = null
    })
    return token
  }

  return {
    token: async () => (await current()).token,
    async client(resource) {
      const { token: value } = await current()
      const client = clients.get(resource) ?? open(resource, value)
      clients.set(resource, client)
      return client
    },
    room(resource) {
      const client = clients.get(resource)
      const budget = client?.budget() ?? null
      const left = budget === null || budget.resetsAt <= now() ? Number.POSITIVE_INFINITY : budget.remaining
      return { left, from: Math.max(client?.heldUntil() ?? 0, left === 0 && budget ? budget.resetsAt : 0) }
    },
  }
}

/** GitHub gives its reasons as JSON: who refuses with a page is something else, and says nothing about the credentials. */
export const refusalOfOthers = ({ status, headers }: HttpHead) =>
  (status === 401 || status === 403) && !/json/i.test(headers['content-type'] ?? '') ? 'remote.rejected' : null

/** A secondary limit may come without `Retry-After`, and GraphQL's limits with status 200. */
function refusesForNumber({ status }: HttpHead, text: (bytes: number) => string): boolean {
  if (status === 403 || status === 429) return /rate limit|abuse detection/i.test(text(2_000))
  if (status !== 200) return false
  const beginning = text(2_000)
  return (
    /^\s*\{\s*(?:"data"\s*:\s*null\s*,\s*)?"errors"\s*:/.test(beginning) &&
    /"type"\s*:\s*"RATE_LIMIT|(?:secondary|API) rate limit/i.test(beginning)
  )
}
