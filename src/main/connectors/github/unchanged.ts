import type { HttpRequest } from '../sdk/http.ts'
import type { ListedPage, PassCursor } from './newest-first.ts'
import type { Remote } from './remote.ts'
import { restPage } from './rest-pages.ts'

const probe = 'probe'

/**
 * The top page of a GraphQL list, or word that it is as it was: GraphQL knows no etags, so REST is asked for the newest entry with
 * the etag it had, which costs nothing when nothing has changed.
 */
export async function unlessUnchanged(
  remote: Remote,
  { path, query }: { readonly path: string; readonly query: HttpRequest['query'] },
  place: string | null,
  { tags, since }: PassCursor,
  load: () => Promise<ListedPage<unknown>>,
): Promise<ListedPage<unknown>> {
  if (place !== null) return load()
  const known = since === null ? undefined : tags[probe]
  const { records, etag } = await restPage(remote, path, { query, etag: known?.etag ?? null })
  if (records === null) return { items: null, next: null, same: { oldest: since, ids: [] } }
  const page = await load()
  return etag === null ? page : { ...page, tag: { page: probe, tag: { etag, next: null, oldest: null, ids: [] } } }
}
