import type { z } from 'zod'
import { CursorRefused } from './graphql.ts'
import { type Head, listedItems } from './listed-items.ts'
import type { ListedPage, PassCursor } from './newest-first.ts'
import type { Remote } from './remote.ts'
import { pageAt, type RestRoute, restPage } from './rest-pages.ts'

export interface RestListing extends RestRoute {
  readonly under?: string
  readonly head: z.ZodType<Head>
  readonly hashOf?: (record: unknown) => string
  /** Leaves out what the list has besides. */
  readonly keep?: (record: unknown) => boolean
  /** Where a list goes on that GitHub ends before its time. */
  readonly nextSlice?: (body: unknown, oldest: number | null, place: string | null) => string | null
  readonly totalOf?: (body: unknown) => number | undefined
}

const top = 'top'

/** A page of a REST list, asked for with the etag it had before: as it was, it costs nothing. */
export async function restListing(
  remote: Remote,
  { route, parameters = {}, under, head, hashOf, keep = () => true, nextSlice, totalOf }: RestListing,
  place: string | null,
  { tags }: PassCursor,
): Promise<ListedPage<unknown>> {
  if (place?.startsWith(graphqlPlace)) throw lostPlace()
  const known = tags[place ?? top]
  const page = await restPage(remote, place === null ? { route, parameters } : pageAt(place), {
    etag: known?.etag ?? null,
    ...(under !== undefined && { under }),
  })
  if (page.records === null) {
    const { next = null, oldest = null, ids = [] } = known ?? {}
    return { items: null, next, same: { oldest, ids } }
  }
  const items = listedItems(page.records, head, hashOf)
  const oldest = items.at(-1)?.time ?? null
  const next = page.next ?? nextSlice?.(page.body, oldest, place) ?? null
  const kept = items.filter(({ item }) => keep(item))
  const ids = kept.map(({ id }) => id)
  return {
    items: kept,
    next,
    total: totalOf?.(page.body),
    ...(page.etag !== null && { tag: { page: place ?? top, tag: { etag: page.etag, next, oldest, ids } } }),
  }
}

/** Places in GraphQL lists, to be told from those of REST. */
export const graphqlPlace = 'graphql '

export const lostPlace = () =>
  new CursorRefused('remote.rejected', { hint: 'The list was read in another way before; it is begun again.' })
