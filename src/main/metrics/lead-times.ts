import type { Database } from 'better-sqlite3'
import type { LeadTimeStart } from '../../shared/model/metrics.ts'
import type { Period } from './calendar.ts'
import { type ChangeUnit, changeUnits } from './change-units.ts'
import { concatenate } from './concatenate.ts'
import { finishedInPeriod } from './deployments.ts'
import { type InProgress, inProgressOf } from './dora/in-progress.ts'
import { type ColumnSource, columnReader, knownOf } from './kept-columns.ts'
import type { Selection } from './selection.ts'

/** Lead times in ms, in no order, and how many changes are left out because they are dated after their deployment. */
export interface LeadTimes {
  readonly known: Float64Array
  readonly negative: number
  /** Of the known ones, those that name an issue that was ever in progress; 0 when the first commit starts the clock. */
  readonly withIssue: number
  /** From the issue's first step in progress to the first commit, ms, of pull requests where that came first. */
  readonly beforeCoding: Float64Array
}

/** Reads lead times from the changes that SQL selects. */
interface Reader {
  read(period: Period): LeadTimes
}

/**
 * Reads the lead times of the changes whose deployment finished in a period, part of the whole that is asked for. The reader is made once per query: it holds the
 * prepared statements. Changes by inactive people are left out, and those of others than the selection's authors.
 */
export function leadTimeReader(
  db: Database,
  selection: Selection,
  whole: Period,
  start: LeadTimeStart = 'first_commit',
): (period: Period) => LeadTimes {
  const readers = changeUnits(db, selection).map(unit =>
    start === 'first_commit'
      ? fromFirstCommit(db, unit, whole)
      : fromInProgress(db, unit, whole, inProgressOf(db, unit.unit)),
  )
  return period => {
    const parts = readers.map(({ read }) => read(period))
    const sum = (of: (part: LeadTimes) => number) => parts.reduce((total, part) => total + of(part), 0)
    return {
      known: concatenate(parts.map(({ known }) => known)),
      beforeCoding: concatenate(parts.map(({ beforeCoding }) => beforeCoding)),
      negative: sum(({ negative }) => negative),
      withIssue: sum(({ withIssue }) => withIssue),
    }
  }
}

function fromFirstCommit(db: Database, unit: ChangeUnit, whole: Period): Reader {
  const read = columnReader(db, columnsOf(unit))
  read(whole)
  return {
    read(period) {
      const [, leadTimes = new Float64Array()] = read(period)
      const known = knownOf(leadTimes)
      return { known, negative: leadTimes.length - known.length, withIssue: 0, beforeCoding: new Float64Array() }
    },
  }
}

function fromInProgress(db: Database, unit: ChangeUnit, whole: Period, inProgress: InProgress): Reader {
  const read = columnReader(db, columnsOf(unit))
  read(whole)
  return {
    read(period) {
      const [finishes, firstCommit, ids] = read(period)
      const leadTimes = Float64Array.from(firstCommit ?? [])
      const beforeCoding: number[] = []
      let withIssue = 0
      for (let i = 0; i < leadTimes.length; i++) {
        const firstCommitMs = leadTimes[i] ?? Number.NaN
        const startedAt = Number.isNaN(firstCommitMs) ? undefined : inProgress(ids?.[i] ?? 0)
        if (startedAt === undefined) continue
        withIssue++
        const ms = leadTimeFrom(startedAt, firstCommitMs, finishes?.[i] ?? 0)
        leadTimes[i] = ms
        if (ms > firstCommitMs) beforeCoding.push(ms - firstCommitMs)
      }
      const known = knownOf(leadTimes)
      const stage = unit.unit === 'pull_request' ? Float64Array.from(beforeCoding) : new Float64Array()
      return { known, negative: leadTimes.length - known.length, withIssue, beforeCoding: stage }
    },
  }
}

/** The same for every start, so that another one is answered from what is kept. */
const columnsOf = (unit: ChangeUnit): ColumnSource => ({
  columns: ['d.finished_at', 'x.lead_time_ms', `x.${changeId(unit)}`],
  ...changesFrom(unit),
})

/**
 * The lead time of a change with an issue, ms: from its first step in progress, or else from the first commit where that was earlier.
 */
export const leadTimeFrom = (startedAt: number, firstCommitMs: number, finishedAt: number): number =>
  Math.max(firstCommitMs, finishedAt - startedAt)

/** The column of a change's id (alias `x`). */
export const changeId = ({ unit }: Pick<ChangeUnit, 'unit'>) => (unit === 'commit' ? 'commit_id' : 'pull_request_id')

/** The changes of a unit that count (alias `x`, of deployments `d`). Parameters: its repository ids, from, to, then those of its authors. */
export const changesInPeriod = ({ table, authors }: Pick<ChangeUnit, 'table' | 'authors'>) => `
  from deployments d cross join ${table} x on x.deployment_id = d.id
  ${finishedInPeriod} ${authors.sql}`

/** The same as the source of columns. */
export const changesFrom = (unit: ChangeUnit): Omit<ColumnSource, 'columns'> => ({
  from: changesInPeriod(unit),
  before: [unit.ids],
  after: unit.authors.parameters,
})
