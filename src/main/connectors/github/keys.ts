import type { HttpClient } from '../sdk/http.ts'
import { installationToken } from './app.ts'
import { endpointsOf } from './endpoints.ts'
import type { Resource } from './octokit.ts'
import { refusalOfOthers, refusesForNumber } from './refusals.ts'
import type { GithubContext } from './remote.ts'
import { tokensOf } from './settings.ts'
import type { GithubSizes } from './sizes.ts'
import { invalid } from './wrong-settings.ts'

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
  if (settings.appId !== '') return [createKey(context, sizes, 'app', () => installationToken(context))]
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
