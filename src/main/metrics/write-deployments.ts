import type { Database } from 'better-sqlite3'
import { writeInShortTransactions } from '../store/write/short-transactions.ts'
import type { Derived, DerivedDeployment } from './changes.ts'
import { type CommitGraph, commitIndex } from './commit-graph.ts'
import type { ServiceScope } from './measured-services.ts'
import { readNullableNumbers } from './read-columns.ts'

export interface StoredDeployment {
  readonly id: number
  readonly key: string
  readonly name: string
  readonly environment: string | null
  readonly commit_id: number | null
  readonly finished_at: number
  readonly result: 'success' | 'failure'
  readonly broke_at: number | null
  readonly first: 0 | 1
  readonly changes: number
}

/** What the database holds of a service's deployments: rows by key, and each commit's deployment and lead time. */
export interface StoredDeployments {
  readonly byKey: ReadonlyMap<string, StoredDeployment>
  readonly changes: {
    readonly commitIds: readonly (number | null)[]
    readonly deploymentIds: readonly (number | null)[]
    readonly leadTimesMs: readonly (number | null)[]
  }
}

export function loadDeployments(db: Database, { repositoryId, serviceId }: ServiceScope): StoredDeployments {
  const rows = db
    .prepare<[number, number], StoredDeployment>(
      `select ${storedColumns} from deployments
       where repository_id = ? and service_id = ?`,
    )
    .all(repositoryId, serviceId)
  const changes = readNullableNumbers(
    db,
    ['commit_id', 'deployment_id', 'lead_time_ms'],
    `select c.commit_id, c.deployment_id, c.lead_time_ms from deployments d
     join deployment_changes c on c.deployment_id = d.id where d.repository_id = ? and d.service_id = ?`,
    [repositoryId, serviceId],
  )
  return {
    byKey: new Map(rows.map(row => [row.key, row])),
    changes: {
      commitIds: changes.commit_id,
      deploymentIds: changes.deployment_id,
      leadTimesMs: changes.lead_time_ms,
    },
  }
}

/**
 * Makes the stored deployments what was derived, writing only the differences: a deployment keeps its id as long as it is found under its key.
 * `failed` ones ship nothing. A crash in between leaves a mixture that the next derivation sets right.
 */
export async function writeDeployments(
  db: Database,
  { repositoryId, serviceId }: ServiceScope,
  graph: CommitGraph,
  derived: Derived,
  failed: readonly DerivedDeployment[],
  stored: StoredDeployments,
  shortSha: (commitId: number | null) => string,
): Promise<boolean> {
  const counted = derived.deployments.map(deployment => wantedRow(deployment, shortSha))
  const wanted = [...counted, ...failed.map(deployment => wantedRow(deployment, shortSha))]
  const ids = new Map([...stored.byKey.values()].map(row => [row.key, row.id]))
  const deployments = wanted.filter(row => !isStored(stored.byKey.get(row.key), row))
  const write = deploymentWriter(db, { repositoryId, serviceId })
  await writeInShortTransactions(db, deployments, rows => {
    for (const row of rows) ids.set(row.key, write(row))
  })

  const idsByPlace = counted.map(row => ids.get(row.key) ?? 0)
  const changes = changeDifferences(graph, derived, idsByPlace, stored.changes)
  const writeChanges = changeWriter(db, serviceId)
  const changeOf = changeReader(graph, derived, idsByPlace)
  await writeInShortTransactions(db, changes.set, commits => writeChanges(commits.map(changeOf)))
  const removeChange = db.prepare('delete from deployment_changes where commit_id = ? and service_id = ?')
  await writeInShortTransactions(db, changes.removed, rows => {
    for (const commitId of rows) removeChange.run(commitId, serviceId)
  })

  const kept = new Set(wanted.map(row => row.key))
  const stale = [...stored.byKey.values()].filter(row => !kept.has(row.key))
  const removeDeployment = db.prepare('delete from deployments where id = ?')
  await writeInShortTransactions(db, stale, rows => {
    for (const row of rows) removeDeployment.run(row.id)
  })
  return deployments.length + changes.set.length + changes.removed.length + stale.length > 0
}

const columns = ['name', 'environment', 'commit_id', 'finished_at', 'result', 'broke_at', 'first', 'changes'] as const
export type WantedRow = Omit<StoredDeployment, 'id'>

/** A deployment as it is to be stored. */
export const wantedRow = (deployment: DerivedDeployment, shortSha: (commitId: number | null) => string): WantedRow => ({
  key: deployment.key,
  name: deployment.name ?? shortSha(deployment.commitId),
  environment: deployment.environment,
  commit_id: deployment.commitId,
  finished_at: deployment.finishedAt,
  result: deployment.result,
  broke_at: deployment.brokeAt,
  first: deployment.first ? 1 : 0,
  changes: deployment.changes,
})

/** Whether a stored row says all of this. */
export const isStored = (known: StoredDeployment | undefined, row: WantedRow): boolean =>
  known !== undefined && columns.every(column => known[column] === row[column])

/** Writes a deployment and answers its id: that of the row with its key, if there is one. */
export function deploymentWriter(db: Database, { repositoryId, serviceId }: ServiceScope): (row: WantedRow) => number {
  const upsert = db.prepare<(number | string | null)[], number>(upsertDeployment).pluck()
  return row => upsert.get(repositoryId, serviceId, row.key, ...columns.map(column => row[column])) ?? 0
}

/** The columns of a stored deployment. */
export const storedColumns = `id, key, ${columns.join(', ')}`

/** Only one that counts is judged: one that no longer does has nothing said of it. */
const upsertDeployment = `
  insert into deployments (repository_id, service_id, key, ${columns.join(', ')}) values (?, ?, ?, ${columns.map(() => '?').join(', ')})
  on conflict (repository_id, service_id, key) do update set ${columns.map(column => `${column} = excluded.${column}`).join(', ')},
    failed = iif(excluded.result = 'success', failed, 0), restored_at = iif(excluded.result = 'success', restored_at, null),
    unplanned = iif(excluded.result = 'success', unplanned, 0)
  returning id`

/** Rows per statement: narrow rows gain from it. */
const rowsPerStatement = 50

/** Writes which deployments commits shipped with. */
export function changeWriter(db: Database, serviceId: number): (rows: readonly ChangeRow[]) => void {
  const upsert = (rows: number) =>
    db.prepare<(number | null)[]>(
      `insert into deployment_changes (commit_id, service_id, deployment_id, lead_time_ms)
       values ${new Array(rows).fill('(?, ?, ?, ?)').join(', ')} on conflict (commit_id, service_id) do update
       set deployment_id = excluded.deployment_id, lead_time_ms = excluded.lead_time_ms`,
    )
  const many = upsert(rowsPerStatement)
  const one = upsert(1)
  const values = ({ commitId, deploymentId, leadTimeMs }: ChangeRow) => [commitId, serviceId, deploymentId, leadTimeMs]
  return rows => {
    const whole = rows.length - (rows.length % rowsPerStatement)
    for (let i = 0; i < whole; i += rowsPerStatement) many.run(...rows.slice(i, i + rowsPerStatement).flatMap(values))
    for (const row of rows.slice(whole)) one.run(...values(row))
  }
}

export interface ChangeRow {
  readonly commitId: number
  readonly deploymentId: number
  readonly leadTimeMs: number | null
}

/** What is to be stored of a commit that shipped, by its index. */
const changeReader =
  (graph: CommitGraph, { shippedWith, leadTimesMs }: Derived, deploymentIds: readonly number[]) =>
  (commit: number): ChangeRow => {
    const leadTimeMs = leadTimesMs[commit] ?? Number.NaN
    return {
      commitId: graph.ids[commit] ?? 0,
      deploymentId: deploymentIds[shippedWith[commit] ?? -1] ?? 0,
      leadTimeMs: Number.isNaN(leadTimeMs) ? null : leadTimeMs,
    }
  }

/** The indexes of the commits to set: rows of them all would take ten times the memory. */
function changeDifferences(
  graph: CommitGraph,
  { shippedWith, leadTimesMs }: Derived,
  deploymentIds: readonly number[],
  stored: StoredDeployments['changes'],
): { readonly set: readonly number[]; readonly removed: readonly number[] } {
  const storedIds = new Float64Array(graph.size)
  const storedLeadTimesMs = new Float64Array(graph.size).fill(Number.NaN)
  const removed: number[] = []
  for (let i = 0; i < stored.commitIds.length; i++) {
    const commitId = stored.commitIds[i] ?? 0
    const commit = commitIndex(graph, commitId)
    if (commit < 0 || (shippedWith[commit] ?? -1) < 0) removed.push(commitId)
    else {
      storedIds[commit] = stored.deploymentIds[i] ?? 0
      storedLeadTimesMs[commit] = stored.leadTimesMs[i] ?? Number.NaN
    }
  }
  const set: number[] = []
  for (let commit = 0; commit < graph.size; commit++) {
    const deploymentId = deploymentIds[shippedWith[commit] ?? -1]
    if (deploymentId === undefined) continue
    const leadTimeMs = leadTimesMs[commit] ?? Number.NaN
    if (storedIds[commit] === deploymentId && Object.is(storedLeadTimesMs[commit], leadTimeMs)) continue
    set.push(commit)
  }
  return { set, removed }
}
