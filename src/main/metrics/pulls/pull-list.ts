import type { Database } from 'better-sqlite3'
import type { RepositoryId } from '../../../shared/model/ids.ts'
import type { PullItem, PullSort, PullsQuestion } from '../../../shared/model/pull-requests.ts'
import type { ListPage } from '../list-page.ts'
import { hostLink } from './host-link.ts'
import { pullStates } from './pull-facts.ts'
import { staleMs } from './pull-metrics.ts'
import { type PullValues, pullValues } from './pull-values.ts'
import { openPullView, type PullView } from './pull-view.ts'
import { pullsBehind } from './pulls-behind.ts'

export interface AskedForPulls {
  readonly question: PullsQuestion
  readonly now: number
}

/** A page of the pull requests behind a number, sorted; those without what they are sorted by come last. */
export function pullList(db: Database, { question, now }: AskedForPulls): ListPage<PullItem> {
  const { filter, what, sort, descending, page } = question
  const view = openPullView(db, filter)
  const values = pullValues(view, staleMs)
  const inOrder = sorted(pullsBehind(db, view, values, what, now), sortedBy(view, values, now)[sort], descending)
  const shown = Array.from(inOrder.subarray(page.offset, page.offset + page.limit))
  const ids = JSON.stringify(shown.map(i => view.pulls.id[i]))
  const rows = new Map<number, Row>(
    db
      .prepare<[string], Row>(rowsByIds)
      .all(ids)
      .map(row => [row.id, row]),
  )
  return {
    total: inOrder.length,
    rows: shown.flatMap(i => {
      const row = rows.get(view.pulls.id[i] ?? 0)
      const repositoryId = view.repositoryOf.get(view.pulls.source[i] ?? 0)
      return row && repositoryId !== undefined ? [itemOf(view, values, i, row, repositoryId, now)] : []
    }),
  }
}

interface Row extends Pick<PullItem, 'id' | 'number' | 'title' | 'author' | 'state' | 'lines' | 'files'> {
  readonly draft: 0 | 1
  readonly repositoryUrl: string
}

function itemOf(
  view: PullView,
  values: PullValues,
  i: number,
  { repositoryUrl, ...row }: Row,
  repositoryId: RepositoryId,
  now: number,
): PullItem {
  const { measures, pulls } = view
  const openedAt = measures.openedAt[i] ?? 0
  const isOpen = pulls.state[i] === pullStates.open
  const since = (at: number | undefined) => (isOpen && at !== undefined ? Math.max(0, now - at) : null)
  return {
    ...row,
    draft: row.draft === 1,
    url: hostLink(repositoryUrl, `pull/${row.number}`),
    repositoryId,
    repositoryName: view.repositoryNames.get(repositoryId) ?? '',
    openedAt,
    mergedAt: known(values.mergedAt(i)),
    firstReviewMs: known(values.timeMs('firstReview', i)),
    reviewMs: known(values.timeMs('review', i)),
    mergeMs: known(values.timeMs('merge', i)),
    rounds: measures.rounds[i] ?? 0,
    comments: measures.comments[i] ?? 0,
    ageMs: since(openedAt),
    idleMs: since(measures.idleSince[i]),
  }
}

const known = (value: number) => (Number.isNaN(value) ? null : value)

type ValueOf = (i: number) => number

function sortedBy({ measures, pulls }: PullView, values: PullValues, now: number): Readonly<Record<PullSort, ValueOf>> {
  const since = (at: Float64Array) => (i: number) =>
    pulls.state[i] === pullStates.open ? now - (at[i] ?? now) : Number.NaN
  return {
    opened: i => measures.openedAt[i] ?? 0,
    merged: values.mergedAt,
    firstReview: i => values.timeMs('firstReview', i),
    review: i => values.timeMs('review', i),
    merge: i => values.timeMs('merge', i),
    lines: i => values.number('lines', i),
    age: since(measures.openedAt),
    idle: since(measures.idleSince),
  }
}

function sorted(places: Int32Array, value: ValueOf, descending: boolean): Int32Array {
  const sign = descending ? -1 : 1
  const values = new Map(Array.from(places, i => [i, value(i)]))
  return places.slice().sort((a, b) => {
    const [one = Number.NaN, other = Number.NaN] = [values.get(a), values.get(b)]
    if (Number.isNaN(one) || Number.isNaN(other)) {
      return Number.isNaN(one) && Number.isNaN(other) ? sign * (a - b) : Number.isNaN(one) ? 1 : -1
    }
    return sign * (one - other || a - b)
  })
}

const rowsByIds = `
  select p.id, p.number, p.title, p.state, p.draft, p.files, p.additions + p.deletions as lines, h.url as repositoryUrl,
    coalesce((select given_name from identities where id = a.person_id), a.name) as author
  from pull_requests p join hosted_repositories h on h.data_source_id = p.data_source_id
  left join accounts a on a.id = p.author_id
  where p.id in (select value from json_each(?)) group by p.id`
