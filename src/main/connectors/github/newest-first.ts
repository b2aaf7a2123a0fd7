import { z } from 'zod'
import type { Removed } from '../../../shared/model/entities.ts'
import { ahead } from '../sdk/ahead.ts'
import type { Page } from '../sdk/connector.ts'
import { inOrder } from '../sdk/ordered.ts'
import { CursorRefused } from './graphql.ts'
import { PageTag } from './rest-pages.ts'

/**
 * Where reading a list from its newest entry down has got to. Everything older than `since` (epoch ms) is stored for good; of what is
 * newer, the versions in `known` are stored (time and hash by id), as it may still change. `pass` is a reading that is not at its end.
 */
export const PassCursor = z.object({
  since: z.number().nullable(),
  known: z.record(z.string(), z.tuple([z.number(), z.string()])),
  pass: z.object({ next: z.string(), newest: z.number(), read: z.number() }).nullable(),
  tags: z.record(z.string(), PageTag),
  /** How many more records there are than rows: those that could not be read. */
  unreadable: z.number(),
})
export type PassCursor = z.infer<typeof PassCursor>

export const beginning: PassCursor = { since: null, known: {}, pass: null, tags: {}, unreadable: 0 }

export interface ListedItem<Item> {
  readonly id: string
  /** What the list is ordered by, epoch ms. */
  readonly time: number
  /** Of everything that may change. Asked for when it matters only. */
  hash(): string
  readonly item: Item
}

export interface ListedPage<Item> {
  /** In the list's order; null when the page is known to be as it was. */
  readonly items: readonly ListedItem<Item>[] | null
  readonly next: string | null
  readonly total?: number | undefined
  /** To ask for the same page again. */
  readonly tag?: { readonly page: string; readonly tag: PageTag } | undefined
  /** Of a page that is as it was: the time of its oldest entry, and what is on it. */
  readonly same?: { readonly oldest: number | null; readonly ids: readonly string[] }
}

export interface ListReading<Item> {
  /** A page, from the top without a place. `since`: what is older need not be given. */
  list(place: string | null, state: PassCursor): Promise<ListedPage<Item>>
  /** Makes records whole, in their order: asked for those that are new only. */
  complete(items: readonly Item[]): Promise<readonly Item[]>
  /** The kind of what was read before, may still change, and is not listed any more: deleted. Absent: that is not told. */
  readonly deletes?: Removed['kind']
  /** Entries may change so long after the newest one. In ms. */
  readonly unsettledMs: number
  readonly warn: (message: string) => void
}

/** More would make the cursor large; without them, those records are only read once more. */
const knownAtMost = 5_000
const tagsAtMost = 50
/** The requests of one page need not wait for the last ones of the page before it. */
const pagesAtOnce = 2
/** Passes begun again in one run without having got any further. */
const standstillsAtMost = 2

/**
 * Reads a list from the newest entry down to what is stored for good. A reading that was cut off goes on where it was, then what has
 * changed since is read from the top. Gives pages only where something is new, and the cursor it ends with.
 */
export async function* newestFirst<Item>(
  reading: ListReading<Item>,
  stored: PassCursor | null,
): AsyncGenerator<Page<Item, PassCursor>, PassCursor> {
  let cursor = stored ?? beginning
  let given = JSON.stringify(stored)
  for (let standstills = 0; ; ) {
    const interrupted = cursor.pass !== null
    let got = false
    try {
      for await (const page of onePass(reading, cursor)) {
        cursor = page.cursor
        const now = JSON.stringify(cursor)
        const says = page.records.length + (page.deleted?.length ?? 0) > 0
        if (!says && (now === given || cursor.pass !== null)) continue
        given = now
        got = true
        yield page
      }
      if (!interrupted) return cursor
    } catch (error) {
      if (!(error instanceof CursorRefused)) throw error
      standstills = got ? 0 : standstills + 1
      if (standstills > standstillsAtMost) throw error
      cursor = { ...cursor, pass: null }
      reading.warn('GitHub lost its place in a list; it is read again from the top.')
    }
  }
}

async function* onePass<Item>(reading: ListReading<Item>, start: PassCursor): AsyncGenerator<Page<Item, PassCursor>> {
  let cursor = start
  const resumed = start.pass
  let newest = resumed?.newest ?? null
  let read = resumed?.read ?? 0
  // A long list is not kept for nothing: of a first reading, or one that was cut off, none can be told to be gone.
  const toldGone = resumed || start.since === null ? undefined : reading.deletes
  const listed = new Set<string>()
  const whole = (page: Place<Item>) => completed(reading, start, page)
  for await (const { page, fresh, records } of inOrder(ahead(pagesOf(reading, start)), pagesAtOnce, whole)) {
    const items = page.items ?? []
    if (toldGone !== undefined) for (const id of page.same?.ids ?? items.map(({ id }) => id)) listed.add(id)
    if (newest === null) newest = items[0]?.time ?? page.same?.oldest ?? start.since ?? 0
    read += items.length
    const step = { newest, read, next: page.next, keepFrom: newest - reading.unsettledMs }
    cursor = page.last ? settled(cursor, fresh, step, page) : onTheWay(cursor, fresh, step, page)
    const gone = page.last && toldGone !== undefined ? goneOf(start, listed) : []
    if (gone.length > 0) cursor = { ...cursor, known: without(cursor.known, gone) }
    const total = start.since === null ? page.total : undefined
    yield {
      records,
      cursor,
      ...(toldGone !== undefined && gone.length > 0 && { deleted: removals(toldGone, gone) }),
      ...(total !== undefined && { total }),
      ...(resumed && total !== undefined && page.first && { resumedAt: resumed.read }),
    }
  }
}

interface Place<Item> extends ListedPage<Item> {
  readonly first: boolean
  /** What comes after it is stored for good. */
  readonly last: boolean
}

/** What is new on a page, made whole. */
async function completed<Item>({ complete }: ListReading<Item>, start: PassCursor, page: Place<Item>) {
  const fresh = (page.items ?? []).filter(item => !isStored(item, start))
  const records = fresh.length === 0 ? [] : await complete(fresh.map(({ item }) => item))
  return { page, fresh, records }
}

async function* pagesOf<Item>({ list }: ListReading<Item>, start: PassCursor): AsyncGenerator<Place<Item>> {
  let place = start.pass?.next ?? null
  for (let first = true; ; first = false) {
    const page = await list(place, start)
    const oldest = page.items === null ? (page.same?.oldest ?? null) : (page.items.at(-1)?.time ?? null)
    const past = start.since !== null && oldest !== null && oldest < start.since
    const last = page.next === null || past || page.next === place
    yield { ...page, first, last }
    if (last) return
    place = page.next
  }
}

const isStored = <Item>({ id, time, hash }: ListedItem<Item>, { since, known }: PassCursor): boolean =>
  (since !== null && time < since) || (known[id] !== undefined && known[id][1] === hash())

/** What was listed before within the time now listed again, and is not any more. */
const goneOf = ({ known }: PassCursor, listed: ReadonlySet<string>) => Object.keys(known).filter(id => !listed.has(id))
const removals = (kind: Removed['kind'], keys: readonly string[]) => keys.map(key => ({ kind, key }))

function without(known: PassCursor['known'], gone: readonly string[]): PassCursor['known'] {
  const set = new Set(gone)
  return Object.fromEntries(Object.entries(known).filter(([id]) => !set.has(id)))
}

interface Step {
  readonly newest: number
  readonly read: number
  readonly next: string | null
  /** Versions of this time and later are kept. */
  readonly keepFrom: number
}

function versions<Item>(fresh: readonly ListedItem<Item>[], from: number): PassCursor['known'] {
  return Object.fromEntries(
    fresh.filter(({ time }) => time >= from).map(({ id, time, hash }) => [id, [time, hash()] as [number, string]]),
  )
}

function onTheWay<Item>(
  cursor: PassCursor,
  fresh: readonly ListedItem<Item>[],
  { newest, read, next, keepFrom }: Step,
  page: ListedPage<Item>,
): PassCursor {
  const known = { ...cursor.known, ...versions(fresh, keepFrom) }
  return { ...cursor, known, tags: withTag(cursor, page), pass: next === null ? null : { next, newest, read } }
}

/** At the end of a pass: what is older than the time in which things still change is stored for good. */
function settled<Item>(
  cursor: PassCursor,
  fresh: readonly ListedItem<Item>[],
  { newest, keepFrom }: Step,
  page: ListedPage<Item>,
): PassCursor {
  const since = Math.max(keepFrom, cursor.since ?? Number.NEGATIVE_INFINITY)
  const all = Object.entries({ ...cursor.known, ...versions(fresh, since) }).filter(([, [time]]) => time >= since)
  const kept = all.length <= knownAtMost ? all : all.sort((a, b) => b[1][0] - a[1][0]).slice(0, knownAtMost)
  return {
    ...cursor,
    since: newest === 0 ? cursor.since : since,
    known: Object.fromEntries(kept),
    tags: withTag(cursor, page),
    pass: null,
  }
}

function withTag<Item>({ tags }: PassCursor, { tag }: ListedPage<Item>): PassCursor['tags'] {
  if (tag === undefined) return tags
  const { [tag.page]: _before, ...others } = tags
  return Object.fromEntries([...Object.entries(others), [tag.page, tag.tag] as const].slice(-tagsAtMost))
}
