import type { Database } from 'better-sqlite3'
import { writeInShortTransactions } from '../../store/write/short-transactions.ts'
import type { ServiceScope } from '../measured-services.ts'
import { firstAfter } from './first-after.ts'
import { hostedSources } from './load-hosted.ts'
import { anyMerged, type MergedPullRequest, mergedPullRequests } from './merged-pull-requests.ts'
import { stagesOf } from './stages.ts'

interface CountedDeployment {
  readonly id: number
  readonly finishedAt: number
}

const columns = [
  'deployment_id',
  'lead_time_ms',
  'coding_ms',
  'pickup_ms',
  'review_ms',
  'deploy_ms',
  'contradictory',
  'by_time',
] as const
type Row = Readonly<Record<(typeof columns)[number], number | null>> & { readonly pull_request_id: number }

/**
 * Works out which deployment of a service each merged pull request of its repository shipped with, and its stages, from the deployments and changes as
 * they are stored. Without any commit of the repository, or where its history is not shown any more: by time. True when anything was written.
 */
export async function derivePullRequests(db: Database, scope: ServiceScope): Promise<boolean> {
  const { changed, gone, unit } = db.transaction(() => differences(db, scope, null))()
  await writeInShortTransactions(db, changed, rowWriter(db, scope))
  await writeInShortTransactions(db, gone, rowRemover(db, scope))
  return keepUnit(db, scope, unit) || changed.length + gone.length > 0
}

/** `derivePullRequests` for these pull requests alone, in the caller's transaction. */
export function deriveSomePullRequests(db: Database, scope: ServiceScope, ids: readonly number[]): boolean {
  const { changed, gone, unit } = differences(db, scope, ids)
  rowWriter(db, scope)(changed)
  rowRemover(db, scope)(gone)
  return keepUnit(db, scope, unit) || changed.length + gone.length > 0
}

function rowWriter(db: Database, { serviceId }: ServiceScope): (rows: readonly Row[]) => void {
  const upsert = db.prepare(upsertChange)
  return rows => {
    for (const row of rows) upsert.run(row.pull_request_id, serviceId, ...columns.map(column => row[column]))
  }
}

function rowRemover(db: Database, { serviceId }: ServiceScope): (rows: readonly Row[]) => void {
  const remove = db.prepare('delete from pull_request_changes where pull_request_id = ? and service_id = ?')
  return rows => {
    for (const row of rows) remove.run(row.pull_request_id, serviceId)
  }
}

const keepUnit = (db: Database, { repositoryId }: ServiceScope, unit: string): boolean =>
  db.prepare(saveUnit).run(repositoryId, unit).changes > 0

function differences(db: Database, { repositoryId, serviceId }: ServiceScope, ids: readonly number[] | null) {
  const input = {
    repositoryId,
    serviceId,
    sources: JSON.stringify(hostedSources(db, repositoryId)),
    ...(ids && { ids: JSON.stringify(ids) }),
  }
  const some = ids !== null
  const merged = db.prepare<object, MergedPullRequest>(mergedPullRequests(some)).all(input)
  const wanted = goesByAncestry(db, repositoryId)
    ? byAncestry(merged, shippedDeployments(db, { repositoryId, serviceId }, some ? merged : null))
    : byTime(
        merged,
        some
          ? nextOne(db, { repositoryId, serviceId })
          : nextOf(shippedDeployments(db, { repositoryId, serviceId }, null)),
      )
  const stored = db.prepare<object, Row>(storedChanges(some)).all({
    repositoryId,
    serviceId,
    ...(ids && { ids: JSON.stringify(ids) }),
  })
  const known = new Map(stored.map(row => [row.pull_request_id, row]))
  const kept = new Set(wanted.map(row => row.pull_request_id))
  return {
    changed: wanted.filter(row => {
      const before = known.get(row.pull_request_id)
      return before === undefined || columns.some(column => before[column] !== row[column])
    }),
    gone: stored.filter(row => !kept.has(row.pull_request_id)),
    unit: db.prepare<object>(anyMerged).get({ sources: input.sources }) ? 'pull_request' : 'commit',
  }
}

/** Whether commits tell what ships with what. What was read of a history that is not shown any more grows old: it does not count. */
export const goesByAncestry = (db: Database, repositoryId: number): boolean =>
  db.prepare<[number]>(graphOf).get(repositoryId) !== undefined

const graphOf = `
  select 1 from repositories r where r.id = ? and r.history_problem is null
    and exists (select 1 from commits c where c.repository_id = r.id and c.active = 1)`

function byAncestry(merged: readonly MergedPullRequest[], deployments: readonly CountedDeployment[]): readonly Row[] {
  const finishes = new Map(deployments.map(({ id, finishedAt }) => [id, finishedAt]))
  return merged.flatMap(pull => {
    const deployedAt = pull.deploymentId === null ? undefined : finishes.get(pull.deploymentId)
    return pull.deploymentId === null || deployedAt === undefined ? [] : [rowOf(pull, pull.deploymentId, deployedAt, 0)]
  })
}

/** The deployment after a moment; undefined when there is none, or it is the first known one. */
type Next = (moment: number) => CountedDeployment | undefined

/** What came with the first known deployment cannot be told, by time either. Only what went to the default branch counts. */
function byTime(merged: readonly MergedPullRequest[], next: Next): readonly Row[] {
  return merged.flatMap(pull => {
    const deployment = pull.onDefaultBranch === 1 ? next(pull.mergedAt) : undefined
    return deployment ? [rowOf(pull, deployment.id, deployment.finishedAt, 1)] : []
  })
}

/** Among all of a service's deployments, in their order. */
function nextOf(deployments: readonly CountedDeployment[]): Next {
  const finishes = Float64Array.from(deployments, ({ finishedAt }) => finishedAt)
  return moment => {
    const place = firstAfter(finishes, moment)
    return place > 0 ? deployments[place] : undefined
  }
}

/** A look-up of each. */
function nextOne(db: Database, { repositoryId, serviceId }: ServiceScope): Next {
  const after = db.prepare<[number, number, number], CountedDeployment>(
    `${counted} and finished_at > ? ${inOrder} limit 1`,
  )
  const first = after.get(repositoryId, serviceId, Number.MIN_SAFE_INTEGER)
  return moment => {
    const found = after.get(repositoryId, serviceId, moment)
    return found?.id === first?.id ? undefined : found
  }
}

function rowOf(pull: MergedPullRequest, deploymentId: number, deployedAt: number, byTime: 0 | 1): Row {
  const stages = stagesOf({ ...pull, deployedAt })
  return {
    pull_request_id: pull.id,
    deployment_id: deploymentId,
    lead_time_ms: stages.leadTimeMs,
    coding_ms: stages.codingMs,
    pickup_ms: stages.pickupMs,
    review_ms: stages.reviewMs,
    deploy_ms: stages.deployMs,
    contradictory: stages.contradictory ? 1 : 0,
    by_time: byTime,
  }
}

/** All of a service's counted deployments, or only those that these pull requests shipped with. */
function shippedDeployments(
  db: Database,
  { repositoryId, serviceId }: ServiceScope,
  pulls: readonly MergedPullRequest[] | null,
): readonly CountedDeployment[] {
  if (pulls === null)
    return db.prepare<[number, number], CountedDeployment>(`${counted} ${inOrder}`).all(repositoryId, serviceId)
  const ids = JSON.stringify([...new Set(pulls.map(pull => pull.deploymentId))])
  return db.prepare<[string, number, number], CountedDeployment>(countedAmong).all(ids, repositoryId, serviceId)
}

const counted = `
  select id, finished_at as finishedAt from deployments where repository_id = ? and service_id = ? and result = 'success'`
/** By their ids, whatever the planner thinks of the rest. */
const countedAmong = `
  select id, finished_at as finishedAt from deployments
  where id in (select value from json_each(?)) and +repository_id = ? and +service_id = ? and result = 'success'`
const inOrder = 'order by finished_at, id'

const storedChanges = (some: boolean) => `
  select x.pull_request_id, ${columns.map(column => `x.${column}`).join(', ')} from ${
    some
      ? 'json_each(@ids) i cross join pull_request_changes x on x.pull_request_id = i.value cross join deployments d on d.id = x.deployment_id'
      : 'deployments d join pull_request_changes x on x.deployment_id = d.id'
  } and x.service_id = d.service_id
  where d.repository_id = @repositoryId and d.service_id = @serviceId`

const upsertChange = `
  insert into pull_request_changes (pull_request_id, service_id, ${columns.join(', ')}) values (?, ?, ${columns.map(() => '?').join(', ')})
  on conflict (pull_request_id, service_id) do update set ${columns.map(column => `${column} = excluded.${column}`).join(', ')}`

const saveUnit = `
  insert into delivery_states (repository_id, unit, scanned_commit_id, scanned_for) values (?, ?, 0, '')
  on conflict (repository_id) do update set unit = excluded.unit where unit <> excluded.unit`
