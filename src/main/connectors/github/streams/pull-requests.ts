import { z } from 'zod'
import { defineStream } from '../../sdk/connector.ts'
import { Instant } from '../../sdk/instant.ts'
import { parsing } from '../../sdk/parsing.ts'
import { whatIsGone } from '../gone.ts'
import { pullOfGraphql, pullOfRest } from '../map-pull.ts'
import { wholePull } from '../nested.ts'
import { type ListReading, newestFirst, PassCursor } from '../newest-first.ts'
import { pullRequestsQuery } from '../queries.ts'
import { GraphqlPull, RestPullParts } from '../records.ts'
import { type GithubContext, type Remote, remoteOf } from '../remote.ts'
import { placeOf, type RepositoryPlace } from '../repository-place.ts'
import { restPull } from '../rest-pull.ts'
import type { GithubCredentials, GithubSettings } from '../settings.ts'
import type { GithubSizes } from '../sizes.ts'
import { twoWayList } from '../two-way-list.ts'

const number = z.number().transform(String)
const GraphqlHead = z
  .object({ number, updatedAt: Instant })
  .transform(({ number, updatedAt }) => ({ id: number, time: updatedAt }))
const RestHead = z
  .object({ number, updated_at: Instant })
  .transform(({ number, updated_at }) => ({ id: number, time: updated_at }))
const Updated = z.object({ updated_at: z.string() })
const Numbered = z.object({ number })
const route = 'GET /repos/{owner}/{repo}/pulls'

/** Told apart by what only GraphQL's records have. */
const isGraphql = (item: unknown) => typeof item === 'object' && item !== null && 'baseRefName' in item
const mapGraphql = parsing(GraphqlPull, pull => [pullOfGraphql(pull)])
const mapRest = parsing(RestPullParts, parts => [pullOfRest(parts)])

/** Pull requests with their commits, reviews and comments: whole pages of them by GraphQL, one by one over REST. */
export const pullRequests = (sizes: GithubSizes) =>
  defineStream<GithubSettings, GithubCredentials, unknown, PassCursor>({
    name: 'pull_requests',
    label: 'pull requests',
    cursor: PassCursor,
    dependsOn: ['hosted_repository'],
    deletes: 'pull_request',
    map: item => (isGraphql(item) ? mapGraphql(item) : mapRest(item)),
    async *read(context, input) {
      const remote = remoteOf(context, sizes)
      const place = await placeOf(remote, input.source)
      const cursor = yield* newestFirst(readingOf(context, remote, place, sizes), input.cursor)
      const keyOf = (record: unknown) => Numbered.safeParse(record).data?.number ?? null
      yield* whatIsGone(context, remote, place, { list: 'pullRequests', route, keyOf }, input, cursor)
    },
  })

function readingOf(
  context: GithubContext,
  remote: Remote,
  place: RepositoryPlace,
  sizes: GithubSizes,
): ListReading<unknown> {
  const byGraphql = {
    list: 'pullRequests',
    query: pullRequestsQuery,
    first: sizes.pulls,
    variables: sizes.nested,
    head: GraphqlHead,
  } as const
  // The list has less in it than what is fetched by it: the time of the last change says whether that differs.
  const hashOf = (record: unknown) => Updated.safeParse(record).data?.updated_at ?? ''
  const byRest = {
    route,
    parameters: { ...place.at, state: 'all', sort: 'updated', direction: 'desc', per_page: sizes.restPulls },
    head: RestHead,
    hashOf,
  }
  return {
    unsettledMs: sizes.overlapMs,
    warn: message => context.log('warn', message),
    list: twoWayList(context, remote, place, { byGraphql, byRest, probed: true }),
    complete: items =>
      Promise.all(items.map(item => (isGraphql(item) ? wholePull(remote, item) : restPull(remote, place, item)))),
  }
}
