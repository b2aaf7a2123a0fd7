import { z } from 'zod'
import { askGraphql } from './graphql.ts'
import { PageInfo } from './graphql-listing.ts'
import type { Remote } from './remote.ts'
import type { RepositoryPlace } from './repository-place.ts'

const Answer = z.object({
  repository: z.object({ list: z.object({ pageInfo: PageInfo, nodes: z.array(z.unknown()) }) }),
})

/** All entries of what a query calls `list`, hundred at a time. */
export async function graphqlNodes(
  remote: Remote,
  query: string,
  { owner, name }: RepositoryPlace,
): Promise<unknown[]> {
  const nodes: unknown[] = []
  for (let after: string | null = null; ; ) {
    const variables: Readonly<Record<string, unknown>> = { owner, name, after, first: 100 }
    const { repository } = await askGraphql(remote, Answer, query, variables)
    nodes.push(...repository.list.nodes)
    const { hasNextPage, endCursor } = repository.list.pageInfo
    if (!hasNextPage || endCursor == null || endCursor === after) return nodes
    after = endCursor
  }
}
