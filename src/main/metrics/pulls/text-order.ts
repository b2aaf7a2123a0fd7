import type { Database } from 'better-sqlite3'
import type { PullSort } from '../../../shared/model/pull-requests.ts'
import { dataMark } from '../data-mark.ts'
import { createResultCache, type ResultCache } from '../result-cache.ts'
import { nameOrder, placesAmong } from '../text-places.ts'
import type { PullSnapshot } from './pull-snapshot.ts'

/** All pull requests by what each has of its own. */
const inOrder = {
  number: 'select id from pull_requests order by number, id',
  title: 'select id from pull_requests order by title collate nocase, id',
} as const satisfies Partial<Record<PullSort, string>>

/** What many of them share. */
const names = {
  repository: 'select id, name from data_sources',
  author: `
    select a.id, coalesce(i.given_name, a.name) as name from accounts a left join identities i on i.id = a.person_id`,
} as const satisfies Partial<Record<PullSort, string>>

/** Sorts of pull requests that are not by a number or time of theirs. */
export type TextSort = keyof typeof inOrder | keyof typeof names

export const isTextSort = (sort: PullSort): sort is TextSort =>
  Object.hasOwn(inOrder, sort) || Object.hasOwn(names, sort)

const kept = new WeakMap<Database, ResultCache>()

/**
 * What tells the order of the snapshot's pull requests by a text, whatever the case of its letters; NaN for one without. The order of all
 * of them is kept while nothing in the database changes.
 */
export function textOrder(db: Database, pulls: PullSnapshot, sort: TextSort): (pull: number) => number {
  if (sort === 'repository' || sort === 'author') {
    const rankOf = nameOrder(db, names[sort])
    const ids = sort === 'author' ? pulls.author : pulls.source
    return pull => rankOf(ids[pull] ?? 0)
  }
  const orders = kept.get(db) ?? createResultCache(Object.keys(inOrder).length)
  kept.set(db, orders)
  const places = orders.get(dataMark(db), sort, () => placesAmong(db, inOrder[sort], pulls.id))
  return pull => places[pull] ?? Number.NaN
}
