import { z } from 'zod'
import type { Entity, Removed } from '../../../../shared/model/entities.ts'
import { defineStream } from '../../sdk/connector.ts'
import { parsing } from '../../sdk/parsing.ts'
import { hashOfRecord } from '../listed-items.ts'
import { type GithubContext, type Remote, remoteOf } from '../remote.ts'
import { placeOf, type RepositoryPlace } from '../repository-place.ts'
import { PageTag, pageAt, type RestRoute, restPage } from '../rest-pages.ts'
import type { GithubCredentials, GithubSettings } from '../settings.ts'
import type { GithubSizes } from '../sizes.ts'

const Cursor = z.object({
  /** The list's pages as they were, by address; empty when there were too many. */
  tags: z.record(z.string(), PageTag),
  /** What is stored, as a hash by key. */
  known: z.record(z.string(), z.string()),
})
type Cursor = z.infer<typeof Cursor>

const tagsAtMost = 200
const knownAtMost = 20_000

export interface WholeListOptions<Item, Of extends Entity> {
  readonly name: string
  readonly label: string
  readonly deletes: Removed['kind']
  readonly route: `GET /repos/{owner}/{repo}/${string}`
  readonly record: z.ZodType<Item>
  map(item: Item): Of
  /** What of a listed record is kept until the list has ended, where it is not all of it. */
  keep?(record: unknown): unknown
  /** The whole list, where it is not what the path gives. `records` is that. */
  load?(
    context: GithubContext,
    remote: Remote,
    place: RepositoryPlace,
    records: readonly unknown[],
  ): Promise<readonly unknown[]>
  /** Adds what the list does not tell, in its order: asked for those that are new only. */
  complete?(remote: Remote, place: RepositoryPlace, records: readonly unknown[]): Promise<readonly unknown[]>
}

/** A stream of a list short enough to be read whole. Its pages are asked for with their etags: as they were, they cost nothing. */
export const wholeList = <Item, Of extends Entity & { readonly externalId: string }>(
  sizes: GithubSizes,
  {
    route,
    record,
    map,
    keep = listed => listed,
    load = async (_context, _remote, _place, records) => records,
    complete = async (_remote, _place, records) => records,
    ...rest
  }: WholeListOptions<Item, Of>,
) =>
  defineStream<GithubSettings, GithubCredentials, unknown, Cursor>({
    ...rest,
    cursor: Cursor,
    dependsOn: ['hosted_repository'],
    map: parsing(record, item => [map(item)]),
    async *read(context, { source, cursor }) {
      const remote = remoteOf(context, sizes)
      const place = await placeOf(remote, source)
      const list = { route, parameters: { ...place.at, per_page: sizes.listed } }
      if (cursor !== null && (await isAsBefore(remote, list, cursor))) return
      const listed = await readAll(remote, list, keep)
      const records = await load(context, remote, place, listed.records)
      const keyed = records.map(one => {
        const parsed = record.safeParse(one)
        return { one, key: parsed.success ? map(parsed.data).externalId : null, hash: hashOfRecord(one) }
      })
      const known = Object.fromEntries(keyed.flatMap(({ key, hash }) => (key === null ? [] : [[key, hash]])))
      const fresh = keyed.filter(({ key, hash }) => key === null || cursor?.known[key] !== hash)
      const kept = keyed.length <= knownAtMost ? known : {}
      const next = { tags: listed.tags, known: kept }
      if (JSON.stringify(next) === JSON.stringify(cursor)) return
      const wanted = fresh.filter(({ key }) => key !== null || cursor === null).map(({ one }) => one)
      yield {
        records: await complete(remote, place, wanted),
        cursor: next,
        total: fresh.length,
        seen: Object.keys(known),
        sweepComplete: true,
      }
    },
  })

/** Where a list begins: its other pages have addresses. */
const top = 'top'
const pageOf = (list: RestRoute, place: string) => (place === top ? list : pageAt(place))

/** Whether every page is as it was. */
async function isAsBefore(remote: Remote, list: RestRoute, { tags }: Cursor): Promise<boolean> {
  for (let place: string | null = top; place !== null; ) {
    const tag: PageTag | undefined = tags[place]
    if (tag === undefined) return false
    const { records } = await restPage(remote, pageOf(list, place), { etag: tag.etag })
    if (records !== null) return false
    place = tag.next
  }
  return true
}

async function readAll(remote: Remote, list: RestRoute, keep: (record: unknown) => unknown) {
  const records: unknown[] = []
  const tags: Cursor['tags'] = {}
  for (let place: string | null = top; place !== null; ) {
    const page = await restPage(remote, pageOf(list, place))
    records.push(...(page.records ?? []).map(keep))
    if (page.etag !== null) tags[place] = { etag: page.etag, next: page.next, oldest: null, ids: [] }
    place = page.next
  }
  return { records, tags: Object.keys(tags).length <= tagsAtMost ? tags : {} }
}
