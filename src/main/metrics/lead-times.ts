import type { Database } from 'better-sqlite3'
import type { Period } from './calendar.ts'
import { type ChangeUnit, changeUnits } from './change-units.ts'
import { finishedInPeriod } from './deployments.ts'
import type { Selection } from './selection.ts'

/** Lead times in ms, ascending, and how many changes are left out because they are dated after their deployment. */
export interface LeadTimes {
  readonly sorted: Float64Array
  readonly negative: number
}

/**
 * Reads the lead times of the changes whose deployment finished in a period. The reader is made once per query: it holds the
 * prepared statements. Changes by inactive people are left out, and those of others than the selection's authors.
 */
export function leadTimeReader(db: Database, selection: Selection): (period: Period) => LeadTimes {
  const readers = changeUnits(db, selection).map(unit => ({
    ...unit,
    read: db.prepare<unknown[], string>(`select json_group_array(x.lead_time_ms) ${changesInPeriod(unit)}`).pluck(),
  }))
  return ({ from, to }) => {
    const all = readers.flatMap(({ read, ids, authors }): readonly (number | null)[] =>
      JSON.parse(read.get(ids, from, to, ...authors.parameters) ?? '[]'),
    )
    const known = all.filter(leadTimeMs => leadTimeMs !== null)
    return { sorted: Float64Array.from(known).sort(), negative: all.length - known.length }
  }
}

/** The changes of a unit that count (alias `x`, of deployments `d`). Parameters: its repository ids, from, to, then those of its authors. */
export const changesInPeriod = ({ table, authors }: Pick<ChangeUnit, 'table' | 'authors'>) => `
  from deployments d cross join ${table} x on x.deployment_id = d.id
  ${finishedInPeriod} ${authors.sql}`
