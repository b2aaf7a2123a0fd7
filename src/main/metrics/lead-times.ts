import type { Database } from 'better-sqlite3'
import { type AuthorCondition, countedAuthors } from './authors.ts'
import type { Period } from './calendar.ts'
import { finishedInPeriod } from './deployments.ts'
import type { Selection } from './selection.ts'

/** Lead times in ms, ascending, and how many changes are left out because they are dated after their deployment. */
export interface LeadTimes {
  readonly sorted: Float64Array
  readonly negative: number
}

/**
 * Reads the lead times of the changes whose deployment finished in a period. The reader is made once per query: it holds the
 * prepared statement. Changes by inactive people are left out, and those of others than the selection's authors.
 */
export function leadTimeReader(db: Database, selection: Selection): (period: Period) => LeadTimes {
  const authors = changeAuthors(db, selection)
  const read = db
    .prepare<unknown[], string>(`select json_group_array(x.lead_time_ms) ${changesInPeriod(authors)}`)
    .pluck()
  return ({ from, to }) => {
    const all: readonly (number | null)[] = JSON.parse(read.get(selection.ids, from, to, ...authors.parameters) ?? '[]')
    const known = all.filter(leadTimeMs => leadTimeMs !== null)
    return { sorted: Float64Array.from(known).sort(), negative: all.length - known.length }
  }
}

/** The changes that count (alias `x`, of deployments `d`). Parameters: repository ids, from, to, then those of `authors`. */
export const changesInPeriod = (authors: AuthorCondition) => `
  from deployments d cross join deployment_changes x on x.deployment_id = d.id
  ${finishedInPeriod} ${authors.sql}`

/**
 * Leaves out changes (alias `x`) by inactive people, and by others than the selection's authors. Mostly all count, and then no
 * author needs to be looked up.
 */
export function changeAuthors(db: Database, selection: Pick<Selection, 'authors'>): AuthorCondition {
  const authors = countedAuthors(db, { includeBots: true }, selection.authors)
  if (authors.everybody) return { sql: '', parameters: [] }
  return {
    sql: `and (select author_id from commits where id = x.commit_id) ${authors.are}`,
    parameters: [authors.parameter],
  }
}
