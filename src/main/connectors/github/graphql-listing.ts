import { z } from 'zod'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import { askGraphql } from './graphql.ts'
import { type Head, listedItems } from './listed-items.ts'
import type { ListedPage } from './newest-first.ts'
import type { GithubContext, Remote } from './remote.ts'
import type { RepositoryPlace } from './repository-place.ts'
import { graphqlPlace, lostPlace } from './rest-listing.ts'

export const PageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() })
const ListPage = z.object({
  totalCount: z.number(),
  pageInfo: PageInfo,
  nodes: z.array(z.unknown()),
})

export interface GraphqlListing {
  /** The list's name in the answer. */
  readonly list: 'pullRequests' | 'issues' | 'deployments'
  readonly query: string
  readonly first: number
  readonly variables: Readonly<Record<string, number>>
  readonly head: z.ZodType<Head>
}

/** A page that could not be answered in time is asked for again in half the size, down to this. */
const leastFirst = 2

/** A page of a GraphQL list of a repository. */
export async function graphqlListing(
  context: GithubContext,
  remote: Remote,
  { owner, name }: RepositoryPlace,
  { list, query, first, variables, head }: GraphqlListing,
  place: string | null,
): Promise<ListedPage<unknown>> {
  if (place !== null && !place.startsWith(graphqlPlace)) throw lostPlace()
  const after = place === null ? null : place.slice(graphqlPlace.length)
  const schema = z
    .object({ repository: z.object({ [list]: ListPage }) })
    .transform(({ repository }) => repository[list])
  const size = await remote.once(`${list} at once`, async () => ({ first }))
  for (;;) {
    try {
      const answer = ListPage.parse(
        await askGraphql(remote, schema, query, { owner, name, after, first: size.first, ...variables }),
      )
      const { hasNextPage, endCursor } = answer.pageInfo
      return {
        items: listedItems(
          answer.nodes.filter(node => node !== null),
          head,
        ),
        next: hasNextPage && endCursor != null ? `${graphqlPlace}${endCursor}` : null,
        total: answer.totalCount,
      }
    } catch (error) {
      const tooMuch = error instanceof WeirError && error.code === 'remote.server_error'
      if (!tooMuch || size.first <= leastFirst) throw error
      size.first = Math.max(Math.ceil(size.first / 2), leastFirst)
      context.log(
        'warn',
        `GitHub could not answer for so much at once: ${size.first} at a time are asked for from now on.`,
      )
    }
  }
}
