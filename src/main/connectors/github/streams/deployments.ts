import { z } from 'zod'
import { defineStream } from '../../sdk/connector.ts'
import { Instant } from '../../sdk/instant.ts'
import { parsing } from '../../sdk/parsing.ts'
import { whatIsGone } from '../gone.ts'
import { deploymentOfGraphql, deploymentOfRest } from '../map-deployment.ts'
import { withWhole } from '../nested.ts'
import { type ListReading, newestFirst, PassCursor } from '../newest-first.ts'
import { deploymentsQuery } from '../queries.ts'
import { GraphqlDeployment, RestDeployment, RestStatus } from '../records.ts'
import { type GithubContext, type Remote, remoteOf } from '../remote.ts'
import { placeOf, type RepositoryPlace } from '../repository-place.ts'
import { restList } from '../rest-pages.ts'
import type { GithubCredentials, GithubSettings } from '../settings.ts'
import type { GithubSizes } from '../sizes.ts'
import { twoWayList } from '../two-way-list.ts'

const GraphqlHead = z
  .object({ id: z.string(), createdAt: Instant })
  .transform(({ id, createdAt }) => ({ id, time: createdAt }))
const RestHead = z
  .object({ node_id: z.string(), created_at: Instant })
  .transform(({ node_id, created_at }) => ({ id: node_id, time: created_at }))
const Key = z.union([
  z.object({ node_id: z.string() }).transform(({ node_id }) => node_id),
  z.object({ id: z.string() }).transform(({ id }) => id),
])
const Updated = z.object({ updated_at: z.string() })
const Numbered = z.looseObject({ id: z.number() })
const RestParts = z.object({ deployment: RestDeployment, statuses: z.array(RestStatus) })

const isGraphql = (record: unknown) => typeof record === 'object' && record !== null && 'commitOid' in record
const mapGraphql = parsing(GraphqlDeployment, deployment => [deploymentOfGraphql(deployment)])
const mapRest = parsing(RestParts, ({ deployment, statuses }) => [deploymentOfRest(deployment, statuses)])

const route = 'GET /repos/{owner}/{repo}/deployments'

/** Deployments with the history of their states, which goes on for some time after they began. */
export const deployments = (sizes: GithubSizes) =>
  defineStream<GithubSettings, GithubCredentials, unknown, PassCursor>({
    name: 'deployments',
    label: 'deployments',
    cursor: PassCursor,
    dependsOn: ['hosted_repository'],
    deletes: 'hosted_deployment',
    map: item => (isGraphql(item) ? mapGraphql(item) : mapRest(item)),
    async *read(context, input) {
      const remote = remoteOf(context, sizes)
      const place = await placeOf(remote, input.source)
      const cursor = yield* newestFirst(readingOf(context, remote, place, sizes), input.cursor)
      const keyOf = (record: unknown) => Key.safeParse(record).data ?? null
      yield* whatIsGone(context, remote, place, { list: 'deployments', route, keyOf }, input, cursor)
    },
  })

function readingOf(
  context: GithubContext,
  remote: Remote,
  place: RepositoryPlace,
  sizes: GithubSizes,
): ListReading<unknown> {
  const byGraphql = {
    list: 'deployments',
    query: deploymentsQuery,
    first: sizes.deployments,
    variables: { events: sizes.events },
    head: GraphqlHead,
  } as const
  const hashOf = (record: unknown) => Updated.safeParse(record).data?.updated_at ?? ''
  const byRest = { route, parameters: { ...place.at, per_page: sizes.listed }, head: RestHead, hashOf }
  return {
    unsettledMs: sizes.unsettledMs,
    warn: message => context.log('warn', message),
    list: twoWayList(context, remote, place, { byGraphql, byRest, probed: false }),
    complete: items =>
      Promise.all(
        items.map(item =>
          isGraphql(item) ? withWhole(remote, item, 'statuses', 'statuses') : withStatuses(remote, place, item),
        ),
      ),
  }
}

async function withStatuses(remote: Remote, { at }: RepositoryPlace, deployment: unknown): Promise<unknown> {
  const { success, data } = Numbered.safeParse(deployment)
  if (!success) return deployment
  const parameters = { ...at, deployment_id: data.id, per_page: 100 }
  const statuses = await restList(remote, `${route}/{deployment_id}/statuses`, parameters)
  return { deployment, statuses }
}
