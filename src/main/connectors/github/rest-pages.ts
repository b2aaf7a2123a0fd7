import { z } from 'zod'
import { answerOf } from '../sdk/answer.ts'
import type { HttpRequest } from '../sdk/http.ts'
import type { Resource } from './keys.ts'
import type { Remote } from './remote.ts'

/** What is known of a page: its etag, where it led, and what was on it. */
export const PageTag = z.object({
  etag: z.string(),
  next: z.string().nullable(),
  oldest: z.number().nullable(),
  ids: z.array(z.string()),
})
export type PageTag = z.infer<typeof PageTag>

export interface RestPage {
  /** Null when the page is as it was when its etag was taken. */
  readonly records: readonly unknown[] | null
  readonly next: string | null
  readonly etag: string | null
  /** How many pages there are, where GitHub says it. */
  readonly last: number | null
  readonly body: unknown
}

const List = z.array(z.unknown())

/** A page of a list. `under` names the list in answers that are objects. Pages are found by `Link` alone. */
export async function restPage(
  remote: Remote,
  path: string,
  { query = {}, etag = null, under, resource = 'core' }: PageOptions = {},
): Promise<RestPage> {
  const reply = await remote.send({ path, query, etag }, resource)
  const links = linksIn(reply.headers['link'] ?? '')
  const last = links.get('last')
  const page = {
    next: links.get('next') ?? null,
    etag: reply.etag,
    last: last === undefined ? null : Number(new URL(last).searchParams.get('page')),
    body: reply.body,
  }
  if (reply.status === 304) return { ...page, records: null }
  const schema = under === undefined ? List : z.object({ [under]: List }).transform(found => List.parse(found[under]))
  return { ...page, records: answerOf(schema, reply.body, 'GitHub', path) }
}

interface PageOptions {
  readonly query?: HttpRequest['query']
  readonly etag?: string | null
  readonly under?: string
  readonly resource?: Resource
}

/** All pages of a list, one after the other. */
export async function* restPages(
  remote: Remote,
  path: string,
  options: PageOptions = {},
): AsyncGenerator<readonly unknown[]> {
  let next: string | null = path
  let { query } = options
  while (next !== null) {
    const page: RestPage = await restPage(remote, next, { ...options, ...(query && { query }) })
    yield page.records ?? []
    next = page.next
    query = {}
  }
}

/** A whole list. */
export async function restList(remote: Remote, path: string, options: PageOptions = {}): Promise<unknown[]> {
  const all: unknown[] = []
  for await (const page of restPages(remote, path, options)) all.push(...page)
  return all
}

/** `<https://…?page=2>; rel="next", <…>; rel="last"` by relation. */
function linksIn(header: string): ReadonlyMap<string, string> {
  const links = header.matchAll(/<([^>]+)>\s*;[^,]*?rel="?([^",;]+)"?/g)
  return new Map([...links].map(([, address = '', relation = '']) => [relation, address]))
}
