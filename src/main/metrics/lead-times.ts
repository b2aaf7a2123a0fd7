import type { Database } from 'better-sqlite3'
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
 * prepared statement. Changes by inactive people are left out.
 */
export function leadTimeReader(db: Database, selection: Selection): (period: Period) => LeadTimes {
  const authors = activeAuthors(db)
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

export interface AuthorCondition {
  readonly sql: string
  readonly parameters: readonly string[]
}

/** Leaves out changes (alias `x`) by inactive people. Mostly there are none, and then no author needs to be looked up. */
export function activeAuthors(db: Database): AuthorCondition {
  const inactive = db.prepare<[], number>('select id from people where active = 0').pluck().all()
  if (inactive.length === 0) return { sql: '', parameters: [] }
  return {
    sql: `and (select author_id from commits where id = x.commit_id) not in (select value from json_each(?))`,
    parameters: [JSON.stringify(inactive)],
  }
}
