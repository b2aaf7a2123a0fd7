import type { Database } from 'better-sqlite3'
import type { DeploymentItem, LeadTimeStart, MetricsFilter, PageRequest } from '../../shared/model/metrics.ts'
import { changeUnits } from './change-units.ts'
import { finishedInPeriod, shippedBy } from './deployments.ts'
import { inProgressOfSome } from './dora/in-progress.ts'
import { changeId, leadTimeFrom } from './lead-times.ts'
import type { ListPage } from './list-page.ts'
import { quantile } from './quantile.ts'
import { type Selection, selectRepositories } from './selection.ts'

/** The deployments counted in the deployment frequency of the same filter, newest first; or of those the failed or unplanned ones. */
export function deploymentList(
  db: Database,
  { filter, only = 'all', page }: DeploymentListInput,
): ListPage<DeploymentItem> {
  const selection = selectRepositories(db, filter)
  const shipped = shippedBy(db, selection)
  const where = `${finishedInPeriod} ${conditions[only]} ${shipped.sql}`
  const inPeriod = [selection.ids, filter.from, filter.to, ...shipped.parameters]
  const total =
    db
      .prepare<unknown[], number>(`select count(*) from deployments d ${where}`)
      .pluck()
      .get(...inPeriod) ?? 0
  const rows = db.prepare<unknown[], DeploymentRow>(pageOfDeployments(where)).all(...inPeriod, page.limit, page.offset)
  const leadTimes = leadTimesOf(db, selection, new Map(rows.map(row => [row.id, row.finishedAt])), filter.leadTimeFrom)
  return {
    total,
    rows: rows.map(({ first, sha, failed, unplanned, ...row }) => {
      const all = leadTimes.get(row.id) ?? []
      const known = Float64Array.from(all.filter(leadTimeMs => leadTimeMs !== null)).sort()
      return {
        ...row,
        repositoryName: selection.names.get(row.repositoryId) ?? '',
        sha: sha?.toString('hex') ?? null,
        failed: failed === 1,
        unplanned: unplanned === 1,
        changes: first === 1 ? null : all.length,
        medianLeadTimeMs: quantile(known, 0.5),
      }
    }),
  }
}

export interface DeploymentListInput {
  readonly filter: MetricsFilter
  readonly only?: 'all' | 'failed' | 'unplanned'
  readonly page: PageRequest
}

const conditions = { all: '', failed: 'and d.failed = 1', unplanned: 'and d.unplanned = 1' } as const

interface DeploymentRow
  extends Pick<
    DeploymentItem,
    'id' | 'repositoryId' | 'serviceName' | 'name' | 'finishedAt' | 'environment' | 'restoredAt'
  > {
  readonly failed: 0 | 1
  readonly unplanned: 0 | 1
  readonly first: 0 | 1
  readonly sha: Buffer | null
}

type LeadTimesOf = readonly [deploymentId: number, leadTimesMs: readonly (number | null)[]]
type Shipped = readonly [...LeadTimesOf, changeIds: readonly number[]]

/** Lead times of each deployment's changes, those dated after it as null. */
function leadTimesOf(
  db: Database,
  selection: Selection,
  finishes: ReadonlyMap<number, number>,
  start: LeadTimeStart = 'first_commit',
): ReadonlyMap<number, readonly (number | null)[]> {
  const rows = changeUnits(db, selection).flatMap(unit => {
    const { table, ids, authors } = unit
    const shipped = db
      .prepare<unknown[], [number, string, string]>(
        `select d.id, json_group_array(x.lead_time_ms), json_group_array(x.${changeId(unit)}) from deployments d join ${table} x on x.deployment_id = d.id
         where d.id in (select value from json_each(?)) and d.repository_id in (select value from json_each(?)) ${authors.sql}
         group by d.id`,
      )
      .raw()
      .all(JSON.stringify([...finishes.keys()]), ids, ...authors.parameters)
      .map(([id, leadTimes, changes]): Shipped => [id, JSON.parse(leadTimes), JSON.parse(changes)])
    if (start === 'first_commit') return shipped.map(([id, leadTimes]): LeadTimesOf => [id, leadTimes])
    const changeIds = shipped.flatMap(([, , changes]) => changes)
    const inProgress = inProgressOfSome(db, unit.unit, changeIds)
    return shipped.map(([id, leadTimes, changes]): LeadTimesOf => {
      const finishedAt = finishes.get(id) ?? 0
      const fromIssue = (ms: number | null, i: number) => {
        const startedAt = inProgress(changes[i] ?? 0)
        return ms === null || startedAt === undefined ? ms : leadTimeFrom(startedAt, ms, finishedAt)
      }
      return [id, leadTimes.map(fromIssue)]
    })
  })
  return new Map(rows)
}

const pageOfDeployments = (where: string) => `
  with page as materialized (
    select d.* from deployments d ${where}
    order by d.finished_at desc, d.id desc limit ? offset ?)
  select page.id, page.repository_id as repositoryId, v.name as serviceName, page.name, page.finished_at as finishedAt, page.first,
    page.environment, page.failed, page.restored_at as restoredAt, page.unplanned, c.sha
  from page left join commits c on c.id = page.commit_id left join services v on v.id = page.service_id
  order by page.finished_at desc, page.id desc`
