import type { ListedPage, PassCursor } from './newest-first.ts'
import type { Remote } from './remote.ts'
import { type RestRoute, restPage } from './rest-pages.ts'

const probe = 'probe'

/**
 * The top page of a GraphQL list, or word that it is as it was: GraphQL knows no etags, so REST is asked for the newest entry with
 * the etag it had, which costs nothing when nothing has changed.
 */
export async function unlessUnchanged(
  remote: Remote,
  newest: RestRoute,
  place: string | null,
  { tags, since }: PassCursor,
  load: () => Promise<ListedPage<unknown>>,
): Promise<ListedPage<unknown>> {
  if (place !== null) return load()
  const known = since === null ? undefined : tags[probe]
  const { records, etag } = await restPage(remote, newest, { etag: known?.etag ?? null })
  if (records === null) return { items: null, next: null, same: { oldest: since, ids: [] } }
  const page = await load()
  return etag === null ? page : { ...page, tag: { page: probe, tag: { etag, next: null, oldest: null, ids: [] } } }
}
