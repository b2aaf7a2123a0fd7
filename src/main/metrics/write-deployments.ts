import type { Database } from 'better-sqlite3'
import { writeInShortTransactions } from '../store/write/short-transactions.ts'
import type { Derived } from './changes.ts'
import { type CommitGraph, commitIndex } from './commit-graph.ts'
import { readNullableNumbers } from './read-columns.ts'

export interface StoredDeployment {
  readonly id: number
  readonly commit_id: number
  readonly name: string
  readonly finished_at: number
  readonly first: 0 | 1
  readonly changes: number
}

/** What the database holds of a repository's deployments: rows by commit id, and each commit's deployment and lead time. */
export interface StoredDeployments {
  readonly byCommit: ReadonlyMap<number, StoredDeployment>
  readonly changes: {
    readonly commitIds: readonly (number | null)[]
    readonly deploymentIds: readonly (number | null)[]
    readonly leadTimesMs: readonly (number | null)[]
  }
}

export function loadDeployments(db: Database, repositoryId: number): StoredDeployments {
  const rows = db
    .prepare<[number], StoredDeployment>(
      'select id, commit_id, name, finished_at, first, changes from deployments where repository_id = ?',
    )
    .all(repositoryId)
  const changes = readNullableNumbers(
    db,
    ['commit_id', 'deployment_id', 'lead_time_ms'],
    `select c.commit_id, c.deployment_id, c.lead_time_ms from deployments d
     join deployment_changes c on c.deployment_id = d.id where d.repository_id = ?`,
    [repositoryId],
  )
  return {
    byCommit: new Map(rows.map(row => [row.commit_id, row])),
    changes: {
      commitIds: changes.commit_id,
      deploymentIds: changes.deployment_id,
      leadTimesMs: changes.lead_time_ms,
    },
  }
}

/**
 * Makes the stored deployments what was derived, writing only the differences: a deployment keeps its id as long as its commit is
 * one. True when anything was written. A crash in between leaves a mixture that the next derivation sets right.
 */
export async function writeDeployments(
  db: Database,
  repositoryId: number,
  graph: CommitGraph,
  derived: Derived,
  stored: StoredDeployments,
  shortSha: (commitId: number) => string,
): Promise<boolean> {
  const wanted = derived.deployments.map(deployment => ({
    commit_id: deployment.commitId,
    name: deployment.name ?? shortSha(deployment.commitId),
    finished_at: deployment.finishedAt,
    first: deployment.first ? (1 as const) : (0 as const),
    changes: deployment.changes,
  }))
  const isSame = (row: (typeof wanted)[number]) => {
    const known = stored.byCommit.get(row.commit_id)
    return (
      known !== undefined &&
      known.name === row.name &&
      known.finished_at === row.finished_at &&
      known.first === row.first &&
      known.changes === row.changes
    )
  }
  const ids = new Map([...stored.byCommit.values()].map(row => [row.commit_id, row.id]))
  const deployments = wanted.filter(row => !isSame(row))
  const upsert = db
    .prepare<[number, number, string, number, number, number], number>(
      `insert into deployments (repository_id, commit_id, name, finished_at, first, changes) values (?, ?, ?, ?, ?, ?)
       on conflict (repository_id, commit_id) do update
       set name = excluded.name, finished_at = excluded.finished_at, first = excluded.first, changes = excluded.changes
       returning id`,
    )
    .pluck()
  await writeInShortTransactions(db, deployments, rows => {
    for (const row of rows) {
      const id = upsert.get(repositoryId, row.commit_id, row.name, row.finished_at, row.first, row.changes)
      if (id !== undefined) ids.set(row.commit_id, id)
    }
  })

  const idsByPlace = wanted.map(row => ids.get(row.commit_id) ?? 0)
  const changes = changeDifferences(graph, derived, idsByPlace, stored.changes)
  await writeInShortTransactions(db, changes.set, changeWriter(db))
  const removeChange = db.prepare('delete from deployment_changes where commit_id = ?')
  await writeInShortTransactions(db, changes.removed, rows => {
    for (const commitId of rows) removeChange.run(commitId)
  })

  const kept = new Set(wanted.map(row => row.commit_id))
  const stale = [...stored.byCommit.values()].filter(row => !kept.has(row.commit_id))
  const removeDeployment = db.prepare('delete from deployments where id = ?')
  await writeInShortTransactions(db, stale, rows => {
    for (const row of rows) removeDeployment.run(row.id)
  })
  return deployments.length + changes.set.length + changes.removed.length + stale.length > 0
}

/** Rows per statement: narrow rows gain from it. */
const rowsPerStatement = 50

function changeWriter(db: Database): (rows: readonly ChangeRow[]) => void {
  const upsert = (rows: number) =>
    db.prepare<(number | null)[]>(
      `insert into deployment_changes (commit_id, deployment_id, lead_time_ms)
       values ${new Array(rows).fill('(?, ?, ?)').join(', ')} on conflict (commit_id) do update
       set deployment_id = excluded.deployment_id, lead_time_ms = excluded.lead_time_ms`,
    )
  const many = upsert(rowsPerStatement)
  const one = upsert(1)
  const values = ({ commitId, deploymentId, leadTimeMs }: ChangeRow) => [commitId, deploymentId, leadTimeMs]
  return rows => {
    const whole = rows.length - (rows.length % rowsPerStatement)
    for (let i = 0; i < whole; i += rowsPerStatement) many.run(...rows.slice(i, i + rowsPerStatement).flatMap(values))
    for (const row of rows.slice(whole)) one.run(...values(row))
  }
}

interface ChangeRow {
  readonly commitId: number
  readonly deploymentId: number
  readonly leadTimeMs: number | null
}

function changeDifferences(
  graph: CommitGraph,
  { shippedWith, leadTimesMs }: Derived,
  deploymentIds: readonly number[],
  stored: StoredDeployments['changes'],
): { readonly set: readonly ChangeRow[]; readonly removed: readonly number[] } {
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
  const set: ChangeRow[] = []
  for (let commit = 0; commit < graph.size; commit++) {
    const deploymentId = deploymentIds[shippedWith[commit] ?? -1]
    if (deploymentId === undefined) continue
    const leadTimeMs = leadTimesMs[commit] ?? Number.NaN
    if (storedIds[commit] === deploymentId && Object.is(storedLeadTimesMs[commit], leadTimeMs)) continue
    set.push({
      commitId: graph.ids[commit] ?? 0,
      deploymentId,
      leadTimeMs: Number.isNaN(leadTimeMs) ? null : leadTimeMs,
    })
  }
  return { set, removed }
}
