import type { Database } from 'better-sqlite3'
import type { RepositoryId } from '../../../shared/model/ids.ts'
import type { PullItem, PullSort, PullsQuestion } from '../../../shared/model/pull-requests.ts'
import type { ListPage } from '../list-page.ts'
import { pageInOrder } from '../page-in-order.ts'
import { hostLink } from './host-link.ts'
import { pullStates } from './pull-facts.ts'
import { openPullView, type PullView } from './pull-view.ts'
import { pullsBehind } from './pulls-behind.ts'
import { isTextSort, type TextSort, textOrder } from './text-order.ts'

export interface AskedForPulls {
  readonly question: PullsQuestion
  readonly now: number
}

/** A page of the pull requests behind a number, sorted; those without what they are sorted by come last. */
export function pullList(db: Database, { question, now }: AskedForPulls): ListPage<PullItem> {
  const { filter, what, sort, descending, page } = question
  const view = openPullView(db, filter)
  const behind = pullsBehind(db, view, what, now)
  const shown = Array.from(
    pageInOrder(behind, isTextSort(sort) ? textOrder(db, view.pulls, sort) : sortedBy(view, now)[sort], {
      descending,
      page,
    }),
  )
  const ids = JSON.stringify(shown.map(i => view.pulls.id[i]))
  const rows = new Map<number, Row>(
    db
      .prepare<[string], Row>(rowsByIds)
      .all(ids)
      .map(row => [row.id, row]),
  )
  return {
    total: behind.length,
    rows: shown.flatMap(i => {
      const row = rows.get(view.pulls.id[i] ?? 0)
      const repositoryId = view.repositoryOf.get(view.pulls.source[i] ?? 0)
      return row && repositoryId !== undefined ? [itemOf(view, i, row, repositoryId, now)] : []
    }),
  }
}

interface Row extends Pick<PullItem, 'id' | 'number' | 'title' | 'author' | 'state' | 'lines' | 'files'> {
  readonly draft: 0 | 1
  readonly repositoryUrl: string
}

function itemOf(
  view: PullView,
  i: number,
  { repositoryUrl, ...row }: Row,
  repositoryId: RepositoryId,
  now: number,
): PullItem {
  const { measures, pulls, columns } = view
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
    mergedAt: known(columns.mergedAt[i]),
    firstReviewMs: known(columns.timeMs.firstReview[i]),
    reviewMs: known(columns.timeMs.review[i]),
    mergeMs: known(columns.timeMs.merge[i]),
    rounds: measures.rounds[i] ?? 0,
    comments: measures.comments[i] ?? 0,
    ageMs: since(openedAt),
    idleMs: since(measures.idleSince[i]),
  }
}

const known = (value = Number.NaN) => (Number.isNaN(value) ? null : value)

type ValueOf = (i: number) => number

function sortedBy(
  { measures, pulls, columns }: PullView,
  now: number,
): Readonly<Record<Exclude<PullSort, TextSort>, ValueOf>> {
  const by = (column: Float64Array) => (i: number) => column[i] ?? Number.NaN
  const since = (at: Float64Array) => (i: number) =>
    pulls.state[i] === pullStates.open ? now - (at[i] ?? now) : Number.NaN
  return {
    opened: by(measures.openedAt),
    merged: by(columns.mergedAt),
    firstReview: by(columns.timeMs.firstReview),
    review: by(columns.timeMs.review),
    merge: by(columns.timeMs.merge),
    lines: by(columns.number.lines),
    rounds: by(columns.number.rounds),
    comments: by(columns.number.comments),
    age: since(measures.openedAt),
    idle: since(measures.idleSince),
  }
}

const rowsByIds = `
  select p.id, p.number, p.title, p.state, p.draft, p.files, p.additions + p.deletions as lines, h.url as repositoryUrl,
    coalesce((select given_name from identities where id = a.person_id), a.name) as author
  from pull_requests p join hosted_repositories h on h.data_source_id = p.data_source_id
  left join accounts a on a.id = p.author_id
  where p.id in (select value from json_each(?)) group by p.id`
