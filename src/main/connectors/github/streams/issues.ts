import { z } from 'zod'
import { defineStream, type Page } from '../../sdk/connector.ts'
import { Instant } from '../../sdk/instant.ts'
import { parsing } from '../../sdk/parsing.ts'
import { whatIsGone } from '../gone.ts'
import { issueOfGraphql, issueOfRest } from '../map-issue.ts'
import { withWhole } from '../nested.ts'
import { type ListReading, newestFirst, PassCursor } from '../newest-first.ts'
import { issuesQuery } from '../queries.ts'
import { GraphqlIssue, RestIssue } from '../records.ts'
import { type GithubContext, type Remote, remoteOf } from '../remote.ts'
import { placeOf, type RepositoryPlace } from '../repository-place.ts'
import type { GithubCredentials, GithubSettings } from '../settings.ts'
import type { GithubSizes } from '../sizes.ts'
import { twoWayList } from '../two-way-list.ts'

const GraphqlHead = z
  .object({ id: z.string(), updatedAt: Instant })
  .transform(({ id, updatedAt }) => ({ id, time: updatedAt }))
const RestHead = z
  .object({ node_id: z.string(), updated_at: Instant })
  .transform(({ node_id, updated_at }) => ({ id: node_id, time: updated_at }))
const Key = z.union([
  z.object({ pull_request: z.undefined().optional(), node_id: z.string() }).transform(({ node_id }) => node_id),
  z.object({ id: z.string() }).transform(({ id }) => id),
])

const route = 'GET /repos/{owner}/{repo}/issues'

/** Issues are known by the repository's name too: when it changes, all of them are read again. */
const IssueCursor = PassCursor.extend({ repository: z.string() })
type IssueCursor = z.infer<typeof IssueCursor>
const nameOf = ({ owner, name }: RepositoryPlace) => `repos/${owner}/${name}`

/** A record with the repository it belongs to: it is mapped by itself. */
interface PlacedIssue {
  readonly place: RepositoryPlace
  readonly record: unknown
}

const isGraphql = (record: unknown) => typeof record === 'object' && record !== null && 'timelineItems' in record
const isIssue = (record: unknown) => typeof record === 'object' && record !== null && !('pull_request' in record)

/** Issues with when they were closed and reopened. */
export const issues = (sizes: GithubSizes) =>
  defineStream<GithubSettings, GithubCredentials, PlacedIssue, IssueCursor>({
    name: 'repository_issues',
    label: 'issues',
    cursor: IssueCursor,
    dependsOn: ['hosted_repository'],
    deletes: 'issue',
    map: ({ place, record }) => [
      isGraphql(record)
        ? parsing(GraphqlIssue, issue => issueOfGraphql(issue, place))(record)
        : parsing(RestIssue, issue => issueOfRest(issue, place))(record),
    ],
    async *read(context, input) {
      const remote = remoteOf(context, sizes)
      const place = await placeOf(remote, input.source)
      const repository = nameOf(place)
      const stored = input.cursor?.repository === repository ? input.cursor : null
      const pages = newestFirst(readingOf(context, remote, place, sizes), stored)
      const cursor = yield* placed(place, pages)
      const keyOf = (record: unknown) => Key.safeParse(record).data ?? null
      yield* placed(place, whatIsGone(context, remote, place, { list: 'issues', route, keyOf }, input, cursor))
    },
  })

async function* placed<Result>(
  place: RepositoryPlace,
  pages: AsyncGenerator<Page<unknown, PassCursor>, Result>,
): AsyncGenerator<Page<PlacedIssue, IssueCursor>, Result> {
  for (;;) {
    const { done, value } = await pages.next()
    if (done) return value
    const cursor = { ...value.cursor, repository: nameOf(place) }
    yield { ...value, cursor, records: value.records.map(record => ({ place, record })) }
  }
}

function readingOf(
  context: GithubContext,
  remote: Remote,
  place: RepositoryPlace,
  sizes: GithubSizes,
): ListReading<unknown> {
  const byGraphql = {
    list: 'issues',
    query: issuesQuery,
    first: sizes.issues,
    variables: { events: sizes.events },
    head: GraphqlHead,
  } as const
  const byRest = {
    route,
    parameters: { ...place.at, state: 'all', sort: 'updated', direction: 'desc', per_page: sizes.listed },
    head: RestHead,
    keep: isIssue,
  }
  return {
    unsettledMs: sizes.overlapMs,
    warn: message => context.log('warn', message),
    list: twoWayList(context, remote, place, { byGraphql, byRest, probed: true }),
    complete: items => Promise.all(items.map(item => withWhole(remote, item, 'timelineItems', 'events'))),
  }
}
