import type { Database } from 'better-sqlite3'
import type { AuthorCondition } from './authors.ts'
import type { Period } from './calendar.ts'
import { changeAuthors } from './change-units.ts'
import { ofServices, type Selection } from './selection.ts'

/** A counted deployment. */
export interface Deployment {
  readonly finishedAt: number
  readonly first: boolean
  /** Commits first contained in it; of a first deployment, its whole history. */
  readonly changes: number
  /** Incidents belong to it. */
  readonly failed: boolean
  readonly restoredAt: number | null
  readonly unplanned: boolean
}

/** `kinds` holds the three flags in one number: half a row is half the time of tens of thousands. */
type Row = readonly [finishedAt: number, kinds: number, changes: number, restoredAt: number | null]

const isFirst = 1
const hasFailed = 2
const isUnplanned = 4

/** The deployments of the selected repositories that finished in the period, in the order they finished. */
export function deploymentsIn(db: Database, selection: Selection, { from, to }: Period): readonly Deployment[] {
  const shipped = shippedBy(db, selection)
  return db
    .prepare<unknown[], Row>(
      `select d.finished_at, d.first * ${isFirst} + d.failed * ${hasFailed} + d.unplanned * ${isUnplanned}, d.changes, d.restored_at
       from deployments d ${finishedInPeriod} ${shipped.sql} order by d.finished_at`,
    )
    .raw()
    .all(selection.ids, from, to, ...shipped.parameters)
    .map(([finishedAt, kinds, changes, restoredAt]) => ({
      finishedAt,
      first: (kinds & isFirst) > 0,
      changes,
      failed: (kinds & hasFailed) > 0,
      restoredAt,
      unplanned: (kinds & isUnplanned) > 0,
    }))
}

/** When the first known deployment of the selected repositories finished; null when none is known. */
export function firstDeploymentAt(db: Database, selection: Selection): number | null {
  const shipped = shippedBy(db, selection)
  const first = db
    .prepare<unknown[], number | null>(earliestFinish(shipped.sql))
    .pluck()
    .get(...shipped.parameters, selection.ids)
  return first ?? null
}

/** Deployments (alias `d`) that count. Parameters: repository ids, from, to. */
export const finishedInPeriod = `
  where d.repository_id in (select value from json_each(?)) and d.finished_at >= ? and d.finished_at < ?
    and d.result = 'success'`

/**
 * Only deployments (alias `d`) of the selection's services and, of a selection of authors, those that shipped a change of theirs. A first
 * deployment's changes cannot be told.
 */
export function shippedBy(db: Database, selection: Pick<Selection, 'authors' | 'services'>): AuthorCondition {
  const services = ofServices('d', selection)
  if (selection.authors === null) return { sql: services, parameters: [] }
  const { commits, pulls } = changeAuthors(db, selection)
  return {
    sql: `${services} and (exists (
      select 1 from deployment_changes x where x.deployment_id = d.id ${commits.sql}) or exists (
      select 1 from pull_request_changes x where x.deployment_id = d.id ${pulls.sql}))`,
    parameters: [...commits.parameters, ...pulls.parameters],
  }
}

const earliestFinish = (shipped: string) => `
  select min((select min(d.finished_at) from deployments d where d.repository_id = r.value and d.result = 'success' ${shipped})) from json_each(?) r`
