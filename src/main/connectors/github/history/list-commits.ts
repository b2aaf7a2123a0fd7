import { z } from 'zod'
import { WeirError } from '../../../../shared/contract/weir-error.ts'
import type { CommitEntity } from '../../../../shared/model/entities.ts'
import { statusOf } from '../../sdk/answer.ts'
import { askGraphql, GraphqlRefused, graphqlOr } from '../graphql.ts'
import { PageInfo } from '../graphql-listing.ts'
import { historyQuery } from '../queries.ts'
import type { GithubContext, Remote } from '../remote.ts'
import type { RepositoryPlace } from '../repository-place.ts'
import { graphqlPlace, lostPlace } from '../rest-listing.ts'
import { pageAt, restPage } from '../rest-pages.ts'
import type { GithubSizes } from '../sizes.ts'
import { commitOfGraphql, commitOfRest } from './map-commit.ts'

/** A commit that GitHub sent in a form Weir does not know. */
export interface Unreadable {
  readonly problem: string
  readonly record: unknown
}

export interface CommitPage {
  readonly commits: readonly CommitEntity[]
  readonly unreadable: readonly Unreadable[]
  readonly next: string | null
  /** Commits of the whole listing, where GitHub says it. */
  readonly total: number | null
}

export interface CommitLister {
  /** A page of the history that ends with `tip`, newest first; null when there is no such commit. @throws CursorRefused */
  page(tip: string, place: string | null): Promise<CommitPage | null>
}

const History = z.object({ totalCount: z.number(), pageInfo: PageInfo, nodes: z.array(z.unknown()) })
const Answer = z.object({
  repository: z.object({ object: z.object({ history: History.optional() }).nullable() }),
})
/** A page that could not be answered in time is asked for again in half the size, down to this. */
const leastFirst = 5

/** Lists commits by GraphQL, and over REST where GraphQL is not to be had. `since`: older ones are left out, epoch ms. */
export function createCommitLister(
  context: GithubContext,
  remote: Remote,
  { owner, name, at }: RepositoryPlace,
  { since, sizes }: { readonly since: number | null; readonly sizes: GithubSizes },
): CommitLister {
  const from = since === null ? null : new Date(since).toISOString()

  async function byGraphql(tip: string, place: string | null): Promise<CommitPage | null> {
    if (place !== null && !place.startsWith(graphqlPlace)) throw lostPlace()
    const after = place === null ? null : place.slice(graphqlPlace.length)
    const size = await remote.once('commits at once', async () => ({ first: sizes.commits }))
    for (;;) {
      try {
        const variables = { owner, name, tip, first: size.first, after, since: from }
        const { object } = (await askGraphql(remote, Answer, historyQuery, variables)).repository
        if (!object?.history) return null
        const { totalCount, pageInfo, nodes } = object.history
        const { hasNextPage, endCursor } = pageInfo
        const next = hasNextPage && endCursor != null ? `${graphqlPlace}${endCursor}` : null
        return { ...read(nodes, commitOfGraphql), next, total: totalCount }
      } catch (error) {
        const tooMuch = error instanceof WeirError && error.code === 'remote.server_error'
        if (!tooMuch) throw error
        if (size.first <= leastFirst) throw new GraphqlRefused('remote.rejected', { hint: error.hint, cause: error })
        size.first = Math.max(Math.ceil(size.first / 2), leastFirst)
        context.log('warn', `GitHub could not list so many commits at once: ${size.first} from now on.`)
      }
    }
  }

  async function byRest(tip: string, place: string | null): Promise<CommitPage | null> {
    if (place?.startsWith(graphqlPlace)) throw lostPlace()
    const top = {
      route: 'GET /repos/{owner}/{repo}/commits',
      parameters: { ...at, sha: tip, per_page: sizes.commits, ...(from !== null && { since: from }) },
    }
    try {
      const { records, next } = await restPage(remote, place === null ? top : pageAt(place))
      return { ...read(records ?? [], commitOfRest), next, total: null }
    } catch (error) {
      const status = statusOf(error)
      if (status === 404 || status === 422) return null
      throw error
    }
  }

  return {
    page: (tip, place) =>
      graphqlOr(
        context,
        remote,
        () => byGraphql(tip, place),
        () => byRest(tip, place),
      ),
  }
}

export function read(
  records: readonly unknown[],
  toCommit: (record: unknown) => CommitEntity,
): Pick<CommitPage, 'commits' | 'unreadable'> {
  const commits: CommitEntity[] = []
  const unreadable: Unreadable[] = []
  for (const record of records) {
    try {
      commits.push(toCommit(record))
    } catch (error) {
      unreadable.push({ problem: error instanceof Error ? error.message : String(error), record })
    }
  }
  return { commits, unreadable }
}
