import { graphqlOr } from './graphql.ts'
import { type GraphqlListing, graphqlListing } from './graphql-listing.ts'
import type { ListedPage, ListReading } from './newest-first.ts'
import type { GithubContext, Remote } from './remote.ts'
import type { RepositoryPlace } from './repository-place.ts'
import { type RestListing, restListing } from './rest-listing.ts'
import { unlessUnchanged } from './unchanged.ts'

export interface TwoWayList {
  readonly byGraphql: GraphqlListing
  readonly byRest: RestListing
  /** The top entry of the REST list says, for nothing, whether there is anything new: GraphQL is asked only then. */
  readonly probed: boolean
}

/** Lists by GraphQL, and over REST where GraphQL is not to be had. */
export function twoWayList(
  context: GithubContext,
  remote: Remote,
  place: RepositoryPlace,
  { byGraphql, byRest, probed }: TwoWayList,
): ListReading<unknown>['list'] {
  const { route, parameters } = byRest
  const newest = { route, parameters: { ...parameters, per_page: 1 } }
  return (at, state): Promise<ListedPage<unknown>> => {
    const load = () => graphqlListing(context, remote, place, byGraphql, at)
    return graphqlOr(
      context,
      remote,
      () => (probed ? unlessUnchanged(remote, newest, at, state, load) : load()),
      () => restListing(remote, byRest, at, state),
    )
  }
}
