import type { ConnectorContext } from '../sdk/connector.ts'
import { HeldBack, type HttpReply, type HttpRequest } from '../sdk/http.ts'
import { createOnce, type Once } from '../sdk/once.ts'
import { type Endpoints, endpointsOf } from './endpoints.ts'
import { createKeys, type Key } from './keys.ts'
import { createOctokit, type GithubOctokit, type Resource } from './octokit.ts'
import type { GithubCredentials, GithubSettings } from './settings.ts'
import type { GithubSizes } from './sizes.ts'

export type GithubContext = ConnectorContext<GithubSettings, GithubCredentials>

/** A GitHub as the connector asks it. */
export interface Remote {
  readonly endpoints: Endpoints
  readonly keys: readonly Key[]
  readonly once: Once
  /** Asks with the key that can ask first. Its promises reject with the host's faults. */
  readonly octokit: GithubOctokit
}

const remotes = new WeakMap<GithubContext, Remote>()

/** The run's GitHub: one for all streams. @throws WeirError `settings.invalid` without credentials. */
export function remoteOf(context: GithubContext, sizes: GithubSizes): Remote {
  const remote = remotes.get(context) ?? createRemote(context, sizes)
  remotes.set(context, remote)
  return remote
}

function createRemote(context: GithubContext, sizes: GithubSizes): Remote {
  const endpoints = endpointsOf(context.settings.url)
  const keys = createKeys(context, sizes)

  async function send(request: HttpRequest, resource: Resource): Promise<HttpReply> {
    for (;;) {
      const key = bestOf(keys, resource, context.now())
      const client = await key.client(resource)
      const sooner = (until: number) => keys.some(other => other !== key && other.room(resource).from < until)
      try {
        return await client.send({ ...request, unlessHeld: sooner })
      } catch (error) {
        if (!(error instanceof HeldBack)) throw error
      }
    }
  }

  return { endpoints, keys, once: createOnce(), octokit: createOctokit(endpoints, send) }
}

/** The key that can send first, and of those that can now, the one with the most left. */
function bestOf(keys: readonly Key[], resource: Resource, now: number): Key {
  const ranked = keys
    .map(key => ({ key, ...key.room(resource) }))
    .map(({ key, left, from }) => ({ key, left, from: from <= now ? 0 : from }))
    .sort((a, b) => a.from - b.from || b.left - a.left || 0)
  const [best] = ranked
  if (!best) throw new Error('There are no keys')
  return best.key
}
