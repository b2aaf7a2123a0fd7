import { z } from 'zod'
import type { Page, ReadInput } from '../sdk/connector.ts'
import { askGraphql, graphqlOr } from './graphql.ts'
import { graphqlNodes } from './graphql-nodes.ts'
import type { PassCursor } from './newest-first.ts'
import { idsQuery, totalsQuery } from './queries.ts'
import type { GithubContext, Remote } from './remote.ts'
import type { RepositoryPlace } from './repository-place.ts'
import { restList, restPage } from './rest-pages.ts'

export type CountedList = 'pullRequests' | 'issues' | 'deployments'

export interface Counted {
  readonly list: CountedList
  /** Over REST. */
  readonly route: `GET /repos/{owner}/{repo}/${'pulls' | 'issues' | 'deployments'}`
  readonly keyOf: (record: unknown) => string | null
}

const Count = z.object({ totalCount: z.number() })
const Totals = z.object({ repository: z.object({ pullRequests: Count, issues: Count, deployments: Count }) })

/**
 * Looks whether anything of a list is gone: GitHub is asked how many there are, and only when there are fewer than rows, which.
 * What could not be read is counted apart, so that it does not hide what is gone.
 */
export async function* whatIsGone<Item>(
  context: GithubContext,
  remote: Remote,
  place: RepositoryPlace,
  counted: Counted,
  { active, missing }: Pick<ReadInput<PassCursor>, 'active' | 'missing'>,
  cursor: PassCursor,
): AsyncGenerator<Page<Item, PassCursor>> {
  const { owner, name } = place
  const total = await graphqlOr(
    context,
    remote,
    async () => (await askGraphql(remote, Totals, totalsQuery, { owner, name })).repository[counted.list].totalCount,
    () => restTotal(remote, place, counted),
  )
  const unread = total - active()
  if (unread === cursor.unreadable) return
  if (unread > cursor.unreadable) {
    yield { records: [], cursor: { ...cursor, unreadable: unread } }
    return
  }
  const seen = await graphqlOr(
    context,
    remote,
    () => graphqlIds(remote, place, counted),
    () => restIds(remote, place, counted),
  )
  yield { records: [], cursor: { ...cursor, unreadable: missing(seen).length }, seen, sweepComplete: true }
}

async function graphqlIds(remote: Remote, place: RepositoryPlace, { list, keyOf }: Counted): Promise<string[]> {
  const nodes = await graphqlNodes(remote, idsQuery(list), place)
  return nodes.flatMap(node => keyOf(node) ?? [])
}

async function restTotal(remote: Remote, { at }: RepositoryPlace, { list, route }: Counted): Promise<number> {
  const count = async (of: Counted['route']) => {
    const { last, records } = await restPage(remote, { route: of, parameters: { ...at, state: 'all', per_page: 1 } })
    return last ?? records?.length ?? 0
  }
  // Pull requests are listed among the issues too.
  return list === 'issues' ? (await count(route)) - (await count('GET /repos/{owner}/{repo}/pulls')) : count(route)
}

async function restIds(remote: Remote, { at }: RepositoryPlace, { route, keyOf }: Counted): Promise<string[]> {
  const parameters = { ...at, state: 'all', per_page: 100, sort: 'created', direction: 'asc' } as const
  return (await restList(remote, route, parameters)).flatMap(record => keyOf(record) ?? [])
}
