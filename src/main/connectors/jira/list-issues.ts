import { z } from 'zod'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import { IssueHead } from './records.ts'
import type { Remote } from './remote.ts'

export interface Listed {
  readonly id: string
  /** Null where it was not asked for. */
  readonly updated: number | null
}

export interface ListOptions {
  /** Issues, without order. */
  readonly jql: string
  /** Changed at this instant or later. */
  readonly since: number | null
  /** Longer pages on Cloud, without the time of change. */
  readonly idsOnly: boolean
  readonly pageSize: number
}

const CloudPage = z.object({
  issues: z.array(IssueHead),
  nextPageToken: z.string().nullish(),
  isLast: z.boolean().optional(),
})
const DataCenterPage = z.object({ startAt: z.number(), total: z.number(), issues: z.array(IssueHead) })

/** How the listing of pages ended before its time: to be begun again from what has been read. */
export class ListingBroken extends WeirError {}

const broken = (cause?: unknown) =>
  new ListingBroken('remote.rejected', {
    hint: 'Jira lost its place in a list of issues. Weir goes on from there with the next sync.',
    cause,
  })

const bounded = ({ jql, since }: ListOptions, from = since) => (from === null ? jql : `${jql} AND updated >= ${from}`)
const ascending = ' ORDER BY updated ASC, id ASC'

/** How many issues there are to list; undefined where Jira does not say. */
export async function countIssues(remote: Remote, options: ListOptions): Promise<number | undefined> {
  const jql = bounded(options)
  if (remote.cloud) {
    const answer = z.object({ count: z.number() })
    const request = { method: 'POST' as const, path: `${remote.api}/search/approximate-count`, json: { jql } }
    return (await remote.ask(answer, request)).count
  }
  const json = { jql, startAt: 0, maxResults: 0, fields: ['id'] }
  return (await remote.ask(DataCenterPage, { method: 'POST', path: `${remote.api}/search`, json })).total
}

/**
 * Issues in the order they were changed, page by page, each once.
 * @throws ListingBroken when Jira has lost a page token, or leads in a circle.
 */
export function listIssues(remote: Remote, options: ListOptions): AsyncGenerator<readonly Listed[]> {
  return remote.cloud ? listByToken(remote, options, ascending) : listByTime(remote, options)
}

const listedOf = ({ id, fields }: z.infer<typeof IssueHead>): Listed => ({ id, updated: fields?.updated ?? null })

async function* listByToken(remote: Remote, options: ListOptions, order: string): AsyncGenerator<readonly Listed[]> {
  const jql = `${bounded(options)}${order}`
  const fields = [options.idsOnly ? 'id' : 'updated']
  const seen = new Set<string>()
  let nextPageToken: string | undefined
  do {
    const token = nextPageToken
    const json = { jql, fields, maxResults: options.pageSize, ...(token !== undefined && { nextPageToken: token }) }
    const request = { method: 'POST' as const, path: `${remote.api}/search/jql`, json }
    const page = await remote.ask(CloudPage, request).catch(error => {
      throw token !== undefined && error instanceof WeirError && error.details['status'] === 400 ? broken(error) : error
    })
    const fresh = page.issues.filter(({ id }) => !seen.has(id))
    for (const { id } of fresh) seen.add(id)
    if (fresh.length > 0) yield fresh.map(listedOf)
    nextPageToken = page.isLast === true ? undefined : (page.nextPageToken ?? undefined)
    if (nextPageToken !== undefined && nextPageToken === token) throw broken()
  } while (nextPageToken !== undefined)
}

/**
 * Offsets shift when an issue changes during the listing, so each page begins at the time the last one ended; only where one
 * instant fills a page does the offset grow.
 */
async function* listByTime(remote: Remote, options: ListOptions): AsyncGenerator<readonly Listed[]> {
  const path = `${remote.api}/search`
  let from = options.since
  let startAt = 0
  let atFrom = new Set<string>()
  for (;;) {
    const jql = `${bounded(options, from)}${ascending}`
    const json = { jql, startAt, maxResults: options.pageSize, fields: ['updated'] }
    const page = await remote.ask(DataCenterPage, { method: 'POST', path, json })
    const listed = page.issues.map(listedOf)
    const fresh = listed.filter(({ id }) => !atFrom.has(id))
    if (fresh.length > 0) yield fresh
    if (listed.length === 0 || page.startAt + listed.length >= page.total) return
    const end = listed.at(-1)?.updated ?? null
    if (end !== null && (from === null || end > from)) {
      from = end
      startAt = 0
      atFrom = new Set(listed.filter(({ updated }) => updated === end).map(({ id }) => id))
    } else {
      startAt = page.startAt + listed.length
      for (const { id } of listed) atFrom.add(id)
    }
  }
}

/** Every issue's id, page by page. @throws ListingBroken when issues came or went meanwhile, so that one may have been passed over. */
export function listIds(
  remote: Remote,
  options: Omit<ListOptions, 'since' | 'idsOnly'>,
): AsyncGenerator<readonly string[]> {
  return remote.cloud ? cloudIds(remote, options) : dataCenterIds(remote, options)
}

async function* cloudIds(remote: Remote, options: Omit<ListOptions, 'since' | 'idsOnly'>) {
  for await (const page of listByToken(remote, { ...options, since: null, idsOnly: true }, ' ORDER BY id ASC')) {
    yield page.map(({ id }) => id)
  }
}

async function* dataCenterIds(remote: Remote, { jql, pageSize }: Omit<ListOptions, 'since' | 'idsOnly'>) {
  const path = `${remote.api}/search`
  let startAt = 0
  let last: string | undefined
  for (;;) {
    // Each page begins with the issue the last one ended with: when it does not, the list has shifted.
    const json = { jql: `${jql} ORDER BY id ASC`, startAt, maxResults: Math.max(pageSize, 2), fields: ['id'] }
    const page = await remote.ask(DataCenterPage, { method: 'POST', path, json })
    const ids = page.issues.map(({ id }) => id)
    if (last !== undefined && ids[0] !== last) throw broken()
    yield last === undefined ? ids : ids.slice(1)
    if (page.startAt + ids.length >= page.total) return
    if (last !== undefined && ids.length < 2) throw broken()
    last = ids.at(-1)
    startAt = page.startAt + ids.length - 1
  }
}
