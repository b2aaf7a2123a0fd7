import type { Database } from 'better-sqlite3'
import type { CommitActivity } from '../../shared/model/commit-activity.ts'
import type { MetricsFilter } from '../../shared/model/metrics.ts'
import { type Authors, countedAuthors, personOf } from './authors.ts'
import { bucketsOf, type Period } from './calendar.ts'
import { missingCommitters, type Selection, selectRepositories } from './selection.ts'

interface Totals {
  readonly commits: number
  readonly authors: number
  readonly additions: number
  readonly deletions: number
  readonly withoutStats: number
}

/**
 * Commits by the day they were authored, with their authors (people, however many identities they have) and lines. Lines are those of the commits already counted; how many
 * are not is said beside them. Left out: commits of inactive people, and of bots unless the filter includes them.
 */
export function activity(db: Database, filter: MetricsFilter): CommitActivity {
  const buckets = bucketsOf(filter, filter.bucket, filter.timeZone)
  const selection = selectRepositories(db, filter)
  const authors = countedAuthors(db, filter, selection.authors)
  const totals = db.prepare<[string, number, number, string], Totals>(
    `select ${totalsOf(personOf(db, 'c.author_id'))} ${commitsInPeriod(authors, selection)}`,
  )
  const count = ({ from, to }: Period): Totals => totals.get(selection.ids, from, to, authors.parameter) ?? nothing

  const { withoutStats, ...whole } = count(filter)
  return {
    ...whole,
    commitsWithoutStats: withoutStats,
    buckets: buckets.map(({ start, end }) => {
      const part = count({ from: Math.max(start, filter.from), to: Math.min(end, filter.to) })
      const { commits, authors, additions, deletions } = part
      return { start, end, commits, authors, additions, deletions }
    }),
    noData: missingCommitters(selection, filter) ?? (whole.commits === 0 ? 'no_commits_in_period' : null),
  }
}

/** The commits an activity number counts; of services, those that touch their paths. Parameters: repository ids, from, to, that of `authors`. */
export const commitsInPeriod = (authors: Authors, { services }: Pick<Selection, 'services'>) => `
  from commits c
  where c.repository_id in (select value from json_each(?)) and c.active = 1
    and c.authored_at >= ? and c.authored_at < ?
    and c.author_id ${authors.are} ${services === null ? '' : touching(services)}`

const touching = (services: readonly number[]) =>
  `and exists (select 1 from service_commits v where v.service_id in (${services.join(', ')}) and v.commit_id = c.id)`

const totalsOf = (person: string) => `
  count(*) as commits, count(distinct ${person}) as authors,
  total(c.additions) as additions, total(c.deletions) as deletions,
  count(*) - count(c.additions) as withoutStats`

const nothing: Totals = { commits: 0, authors: 0, additions: 0, deletions: 0, withoutStats: 0 }
