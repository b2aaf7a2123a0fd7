import type { Database } from 'better-sqlite3'
import type { AuthorCondition } from './authors.ts'
import type { Period } from './calendar.ts'
import { changeAuthors } from './change-units.ts'
import { columnReader } from './kept-columns.ts'
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

/** Makes a reader of the deployments of the selected repositories that finished in a period, in the order they finished. */
export function deploymentReader(db: Database, selection: Selection): (period: Period) => readonly Deployment[] {
  const shipped = shippedBy(db, selection)
  const read = columnReader(db, {
    columns: ['d.finished_at', 'd.first', 'd.changes', 'd.failed', 'd.restored_at', 'd.unplanned'],
    from: `from deployments d ${finishedInPeriod} ${shipped.sql}`,
    before: [selection.ids],
    after: shipped.parameters,
  })
  return period => {
    const [finishes = none, first = none, changes = none, failed = none, restored = none, unplanned = none] =
      read(period)
    return Array.from(finishes, (finishedAt, i) => ({
      finishedAt,
      first: first[i] === 1,
      changes: changes[i] ?? 0,
      failed: failed[i] === 1,
      restoredAt: Number.isNaN(restored[i]) ? null : (restored[i] ?? null),
      unplanned: unplanned[i] === 1,
    }))
  }
}

const none = new Float64Array()

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
