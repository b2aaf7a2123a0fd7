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
 * GitHub's own client for the routes and pages of REST and for GraphQL; `send` is the host's, and all that goes out goes through it. In
 * place of Octokit's fetch: that one would read the body once more, and make errors that have the request's headers in them. So requests
 * have the headers of the host's client, and besides them `if-none-match` only; faults stay what they are, and 304 is an answer.
 *
 * Octokit's throttling and retry plugins are left out. Their waits are timers inside of Bottleneck that no signal ends, that nobody is
 * told of, and that go by a clock of their own; the limits they keep are those of the whole process, not of a token, with one
 * query of GraphQL per second; and what they try again, `ctx.http` would have tried again before, each time. It obeys the same limits, for
 * every connector.
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
