import type { PaginatingEndpoints } from '@octokit/plugin-paginate-rest'
import { z } from 'zod'
import { answerOf, strangeAnswer } from '../sdk/answer.ts'
import type { Remote } from './remote.ts'

/** What is known of a page: its etag, where it led, and what was on it. */
export const PageTag = z.object({
  etag: z.string(),
  next: z.string().nullable(),
  oldest: z.number().nullable(),
  ids: z.array(z.string()),
})
export type PageTag = z.infer<typeof PageTag>

/** A list as GitHub's documentation names it, and what it is asked with. */
export interface RestRoute {
  /** `GET /repos/{owner}/{repo}/pulls`. */
  readonly route: string
  readonly parameters?: Readonly<Record<string, string | number>>
}

/** A page of a list by its address, which may be a part of one that is below the API. */
export const pageAt = (address: string): RestRoute => ({
  route: `GET ${/^https?:/.test(address) ? address : `/${address}`}`,
})

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

/**
 * A page of a list, with where it leads: a reading that is cut off goes on from there, which Octokit's pagination keeps to itself.
 * `under` names the list in answers that are objects. Pages are found by `Link` alone.
 */
export async function restPage(
  { octokit }: Remote,
  { route, parameters }: RestRoute,
  { etag = null, under }: { readonly etag?: string | null; readonly under?: string } = {},
): Promise<RestPage> {
  const headers = etag === null ? {} : { 'if-none-match': etag }
  const { status, headers: answered, data, url } = await octokit.request(route, { ...parameters, headers })
  const links = linksIn(answered.link ?? '')
  const last = links.get('last')
  const page = {
    next: links.get('next') ?? null,
    etag: answered.etag ?? null,
    last: last === undefined ? null : Number(new URL(last).searchParams.get('page')),
    body: data,
  }
  if (status === 304) return { ...page, records: null }
  const schema = under === undefined ? List : z.object({ [under]: List }).transform(found => List.parse(found[under]))
  return { ...page, records: answerOf(schema, data, 'GitHub', url) }
}

type ParametersOf<Route> = Route extends keyof PaginatingEndpoints
  ? PaginatingEndpoints[Route]['parameters']
  : NonNullable<RestRoute['parameters']>

/**
 * All pages of a list, one after the other, by Octokit's pagination: it finds the list in an answer that counts it besides. `form` is
 * for another one.
 */
export async function* restPages<Route extends string>(
  { octokit }: Remote,
  route: Route,
  parameters: ParametersOf<Route>,
  form: z.ZodType<readonly unknown[]> = List,
): AsyncGenerator<readonly unknown[]> {
  const times = new Map<string, number>()
  try {
    for await (const { data, url } of octokit.paginate.iterator<unknown, Route>(route, parameters)) {
      const read = (times.get(url) ?? 0) + 1
      // Once it may be a slip; again and again, the pages would never end.
      if (read > 3) throw strangeAnswer('GitHub', route, 'Its pages lead back to themselves')
      times.set(url, read)
      yield answerOf(form, data, 'GitHub', url)
    }
  } catch (error) {
    // It fails at an answer that counts a list and has none.
    throw error instanceof TypeError ? strangeAnswer('GitHub', route, error.message) : error
  }
}

/** A whole list. */
export async function restList<Route extends string>(
  remote: Remote,
  route: Route,
  parameters: ParametersOf<Route>,
): Promise<unknown[]> {
  return (await Array.fromAsync(restPages(remote, route, parameters))).flat()
}

/** `<https://…?page=2>; rel="next", <…>; rel="last"` by relation. */
function linksIn(header: string): ReadonlyMap<string, string> {
  const links = header.matchAll(/<([^>]+)>\s*;[^,]*?rel="?([^",;]+)"?/g)
  return new Map([...links].map(([, address = '', relation = '']) => [relation, address]))
}
