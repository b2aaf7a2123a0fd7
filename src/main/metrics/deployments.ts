import type { Database } from 'better-sqlite3'
import type { Period } from './calendar.ts'
import type { Selection } from './selection.ts'

/** A counted deployment. */
export interface Deployment {
  readonly id: number
  readonly finishedAt: number
  readonly first: boolean
  /** Commits first contained in it; of a first deployment, its whole history. */
  readonly changes: number
}

/** The deployments of the selected repositories that finished in the period, in the order they finished. */
export function deploymentsIn(db: Database, selection: Selection, { from, to }: Period): readonly Deployment[] {
  return db
    .prepare<[string, number, number], [number, number, 0 | 1, number]>(
      `select d.id, d.finished_at, d.first, d.changes from deployments d ${finishedInPeriod} order by d.finished_at, d.id`,
    )
    .raw()
    .all(selection.ids, from, to)
    .map(([id, finishedAt, first, changes]) => ({ id, finishedAt, first: first === 1, changes }))
}

/** When the first known deployment of the selected repositories finished; null when none is known. */
export function firstDeploymentAt(db: Database, selection: Selection): number | null {
  const first = db.prepare<[string], number | null>(earliestFinish).pluck().get(selection.ids)
  return first ?? null
}

/** Deployments (alias `d`) that count. Parameters: repository ids, from, to. */
export const finishedInPeriod = `
  where d.repository_id in (select value from json_each(?)) and d.finished_at >= ? and d.finished_at < ?`

const earliestFinish = `
  select min((select min(d.finished_at) from deployments d where d.repository_id = r.value)) from json_each(?) r`
