import { z } from 'zod'
import { askGraphql } from './graphql.ts'
import { PageInfo } from './graphql-listing.ts'
import { moreQueries, type NestedList } from './queries.ts'
import type { Remote } from './remote.ts'

const Connection = z.object({ nodes: z.array(z.unknown()), pageInfo: PageInfo })
const WithId = z.looseObject({ id: z.string() })
const More = z.object({ node: z.object({ list: Connection }).nullable() })

/** A record with the rest of a list in it that was longer than its first page. */
export async function withWhole(remote: Remote, record: unknown, field: string, more: NestedList): Promise<unknown> {
  const parsed = WithId.safeParse(record)
  const list = parsed.success ? Connection.safeParse(parsed.data[field]) : null
  if (!parsed.success || !list?.success || !list.data.pageInfo.hasNextPage) return record
  const nodes = [...list.data.nodes]
  let after = list.data.pageInfo.endCursor ?? null
  while (after !== null) {
    const { node } = await askGraphql(remote, More, moreQueries[more], { id: parsed.data.id, after })
    if (node === null) break
    nodes.push(...node.list.nodes)
    const { hasNextPage, endCursor } = node.list.pageInfo
    after = hasNextPage && endCursor != null && endCursor !== after ? endCursor : null
  }
  return { ...parsed.data, [field]: { nodes } }
}

const Threads = z.looseObject({ reviewThreads: z.object({ nodes: z.array(z.unknown()) }) })

/** A pull request with the whole of its lists. */
export async function wholePull(remote: Remote, record: unknown): Promise<unknown> {
  const withCommits = await withWhole(remote, record, 'commits', 'commits')
  const withComments = await withWhole(remote, withCommits, 'comments', 'comments')
  const withReviews = await withWhole(remote, withComments, 'reviews', 'reviews')
  const withThreads = await withWhole(remote, withReviews, 'reviewThreads', 'threads')
  const parsed = Threads.safeParse(withThreads)
  if (!parsed.success) return withThreads
  const { nodes } = parsed.data.reviewThreads
  const whole = await Promise.all(nodes.map(thread => withWhole(remote, thread, 'comments', 'threadComments')))
  const same = whole.every((thread, index) => thread === nodes[index])
  return same ? withThreads : { ...parsed.data, reviewThreads: { nodes: whole } }
}
