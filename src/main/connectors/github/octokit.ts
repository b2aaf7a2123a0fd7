import { Octokit } from '@octokit/core'
import { paginateRest } from '@octokit/plugin-paginate-rest'
import { z } from 'zod'
import { answerOf } from '../sdk/answer.ts'
import type { HttpReply, HttpRequest } from '../sdk/http.ts'
import type { Endpoints } from './endpoints.ts'

/** GitHub's limits are counted apart for these. */
export type Resource = 'core' | 'graphql' | 'search'

const PagingOctokit = Octokit.plugin(paginateRest)
export type GithubOctokit = InstanceType<typeof PagingOctokit>

/** Octokit looks for these before anyone else has looked at the answer. */
const Answer = z.union([
  z.array(z.unknown()),
  z.looseObject({
    errors: z.array(z.looseObject({ type: z.string().optional(), message: z.string().optional() })).optional(),
  }),
])

/**
 * GitHub's own client for the routes and pages of REST and for GraphQL. Everything it asks goes out by `send`, the host's, in place of
 * Octokit's fetch, which would parse the body once more and put the host's faults into errors of its own, together with the request. So
 * of its headers only `if-none-match` is sent, 304 is an answer, and nothing is logged.
 *
 * Octokit's throttling and retry plugins are left out: `ctx.http` does what they do, for every connector. They wait by timers inside
 * of Bottleneck, which no signal ends and nobody is told of: a run that waits an hour for a limit could not be stopped, paused or shown.
 * Throttling asks one query of GraphQL per second, for all clients of the process together, and keeps what it holds back, so that no
 * other token can take its turn. Retry would repeat what has been repeated already, each time.
 */
export function createOctokit(
  { origin, rest, graphql }: Endpoints,
  send: (request: HttpRequest, resource: Resource) => Promise<HttpReply>,
): GithubOctokit {
  const baseUrl = `${origin}${rest}`
  const octokit = new PagingOctokit({ baseUrl })

  function resourceOf(url: string): Resource {
    if (url === `${origin}${graphql}`) return 'graphql'
    return url.startsWith(`${baseUrl}/search/`) ? 'search' : 'core'
  }

  octokit.hook.wrap('request', async (_, options) => {
    const { method, url, headers, body: json } = octokit.request.endpoint.parse(options)
    if (method !== 'GET' && method !== 'POST') throw new Error(`${method} would change something`)
    const etag = headers['if-none-match']
    const request = { method, path: url, json, ...(etag !== undefined && { etag: String(etag) }) }
    const { status, headers: answered, body } = await send(request, resourceOf(url))
    const data = status === 304 ? '' : answerOf(Answer, body, 'GitHub', new URL(url).pathname)
    return { status, url, headers: answered, data }
  })
  return octokit
}

/** What was answered, as it was asked for. @throws WeirError `remote.rejected` when it has another form. */
export async function dataOf<Data>(
  schema: z.ZodType<Data>,
  reply: Promise<{ readonly data: unknown; readonly url: string }>,
): Promise<Data> {
  const { data, url } = await reply
  return answerOf(schema, data, 'GitHub', new URL(url).pathname)
}
