import type { Database } from 'better-sqlite3'
import type { CommitItem } from '../../shared/model/commit-activity.ts'
import type { MetricsFilter, PageRequest } from '../../shared/model/metrics.ts'
import { commitsInPeriod } from './activity.ts'
import { type Authors, authorName, countedAuthors } from './authors.ts'
import type { ListPage } from './list-page.ts'
import { type Selection, selectRepositories } from './selection.ts'

/** The commits behind the activity numbers of the same filter, newest first. */
export function commitList(
  db: Database,
  { filter, page }: { readonly filter: MetricsFilter; readonly page: PageRequest },
): ListPage<CommitItem> {
  const selection = selectRepositories(db, filter)
  const authors = countedAuthors(db, filter, selection.authors)
  const inPeriod = [selection.ids, filter.from, filter.to, authors.parameter] as const
  const total =
    db
      .prepare<unknown[], number>(`select count(*) ${commitsInPeriod(authors, selection)}`)
      .pluck()
      .get(...inPeriod) ?? 0
  const rows = db
    .prepare<unknown[], CommitRow>(pageOfCommits(authors, selection))
    .all(...inPeriod, page.limit, page.offset)
  return {
    total,
    rows: rows.map(({ sha, parents, ...row }) => ({
      ...row,
      repositoryName: selection.names.get(row.repositoryId) ?? '',
      sha: sha.toString('hex'),
      merge: parents > 1,
    })),
  }
}

interface CommitRow extends Omit<CommitItem, 'sha' | 'merge' | 'repositoryName'> {
  readonly sha: Buffer
  readonly parents: number
}

const pageOfCommits = (authors: Authors, selection: Selection) => `
  with page as materialized (select c.id ${commitsInPeriod(authors, selection)} order by c.authored_at desc, c.id desc limit ? offset ?)
  select c.id as commitId, c.repository_id as repositoryId, c.sha, c.subject, ${authorName} as author,
    c.authored_at as authoredAt, c.parents, c.additions, c.deletions, c.files
  from page join commits c on c.id = page.id join people p on p.id = c.author_id
  order by c.authored_at desc, c.id desc`
