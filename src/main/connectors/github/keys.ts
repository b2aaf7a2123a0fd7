import { cachedAccess } from '../sdk/cached-access.ts'
import type { HttpClient } from '../sdk/http.ts'
import { installationToken } from './app.ts'
import { httpOptions } from './http-options.ts'
import type { Resource } from './octokit.ts'
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
  const access = cachedAccess(load, now)
  const clients = new Map<Resource, { readonly token: string; readonly client: HttpClient }>()

  const open = (resource: Resource, token: string) =>
    http.open({
      ...httpOptions(settings, token),
      limitsOf: `${name} ${resource}`,
      concurrency,
      perSecond: resource === 'graphql' ? graphqlPerSecond : perSecond,
      pacedOverMs,
      backOff,
    })

  return {
    token: async () => (await access()).token,
    async client(resource) {
      const { token } = await access()
      const known = clients.get(resource)
      if (known?.token === token) return known.client
      const client = open(resource, token)
      clients.set(resource, { token, client })
      return client
    },
    room(resource) {
      const client = clients.get(resource)?.client
      const budget = client?.budget() ?? null
      const left = budget === null || budget.resetsAt <= now() ? Number.POSITIVE_INFINITY : budget.remaining
      return { left, from: Math.max(client?.heldUntil() ?? 0, left === 0 && budget ? budget.resetsAt : 0) }
    },
  }
}
