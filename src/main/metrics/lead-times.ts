import type { Database } from 'better-sqlite3'
import type { Period } from './calendar.ts'
import { type ChangeUnit, changeUnits } from './change-units.ts'
import { finishedInPeriod } from './deployments.ts'
import type { Selection } from './selection.ts'

/** Lead times in ms, in no order, and how many changes are left out because they are dated after their deployment. */
export interface LeadTimes {
  readonly known: Float64Array
  readonly negative: number
}

/**
 * Reads the lead times of the changes whose deployment finished in a period. The reader is made once per query: it holds the
 * prepared statements. Changes by inactive people are left out, and those of others than the selection's authors.
 */
export function leadTimeReader(db: Database, selection: Selection): (period: Period) => LeadTimes {
  const readers = changeUnits(db, selection).map(unit => ({
    ...unit,
    read: db
      .prepare<unknown[], readonly [string, number]>(
        `select json_group_array(x.lead_time_ms) filter (where x.lead_time_ms is not null),
           count(*) - count(x.lead_time_ms) ${changesInPeriod(unit)}`,
      )
      .raw(),
  }))
  return ({ from, to }) => {
    const parts = readers.map(({ read, ids, authors }) => read.get(ids, from, to, ...authors.parameters))
    return {
      known: concatenate(parts.map(part => Float64Array.from<number>(JSON.parse(part?.[0] ?? '[]')))),
      negative: parts.reduce((sum, part) => sum + (part?.[1] ?? 0), 0),
    }
  }
}

/** All the values, part after part. */
export function concatenate(parts: readonly Float64Array[]): Float64Array {
  const [only] = parts
  if (only && parts.length === 1) return only
  const whole = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

/** The changes of a unit that count (alias `x`, of deployments `d`). Parameters: its repository ids, from, to, then those of its authors. */
export const changesInPeriod = ({ table, authors }: Pick<ChangeUnit, 'table' | 'authors'>) => `
  from deployments d cross join ${table} x on x.deployment_id = d.id
  ${finishedInPeriod} ${authors.sql}`
