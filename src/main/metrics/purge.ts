import type { Database } from 'better-sqlite3'
import type { TableName } from '../../shared/contract/events.ts'
import { removeFromChunks } from '../flow/chunk-rows.ts'
import { writeInShortTransactions } from '../store/write/short-transactions.ts'
import { forgetServiceCommits } from './forget-service-commits.ts'
import { forgetMadeFroms } from './made-from.ts'
import { purgePeople } from './purge-people.ts'

export interface PurgeProgress {
  readonly changed: readonly TableName[]
  /** Whether there is more to delete. */
  readonly more: boolean
}

/** Rows a step deletes at most: under a second, so that other work gets its turn in between. */
const rowsPerStep = 20_000
/** A deleted commit or issue takes its graph or history along: fewer rows hold the lock as long. */
const commitsPerTransaction = 200
const withFollowers: ReadonlySet<string> = new Set(['commits', 'issues', 'pull_requests'])

/**
 * Deletes a part of what belongs to removed connections: large tables in short transactions, children first, then people nobody
 * refers to any more, then the connection itself. It can be ended at any point and goes on where it was. A connection whose job
 * still runs is left for later, and so is every connection's last step while any job runs.
 */
export async function purgeStep(db: Database): Promise<PurgeProgress> {
  const connectionId = db.prepare<[], number>(removedConnection).pluck().get()
  if (connectionId === undefined) return { changed: [], more: false }
  for (const { table, key, where } of contents) {
    const keys = db.prepare<object, number>(`select ${key} from ${table} where ${where} order by ${key} limit @limit`)
    const remove = db.prepare<object>(
      `delete from ${table} where ${key} in (select value from json_each(@keys)) and ${where}`,
    )
    const rows = keys.pluck().all({ connectionId, limit: rowsPerStep })
    await writeInShortTransactions(
      db,
      rows,
      part => {
        remove.run({ keys: JSON.stringify(part), connectionId })
        forgetMadeFroms(db)
        if (table === 'issues') removeFromChunks(db, part)
      },
      withFollowers.has(table) ? commitsPerTransaction : undefined,
    )
    if (rows.length > 0) return { changed: [], more: true }
  }
  await forgetServiceCommits(db)
  if (!(await purgePeople(db))) return { changed: [], more: false }
  db.prepare('delete from connections where id = ?').run(connectionId)
  emptyLog(db)
  return { changed: tables, more: db.prepare(removedConnection).get() !== undefined }
}

/** Empties the log, in which what was deleted can still be read; when somebody is reading just now, it is left to its time. */
function emptyLog(db: Database): void {
  const patienceMs = db.pragma('busy_timeout', { simple: true })
  // Most of the way nobody is held up.
  db.pragma('wal_checkpoint(passive)')
  db.pragma('busy_timeout = 0')
  try {
    db.pragma('wal_checkpoint(truncate)')
  } finally {
    db.pragma(`busy_timeout = ${patienceMs}`)
  }
}

const removedConnection = `
  select c.id from connections c where c.removed_at is not null
    and not exists (select 1 from jobs where connection_id = c.id and state = 'RUNNING')
  order by c.id limit 1`

const ofRepositories = `repository_id in
  (select r.id from repositories r join data_sources s on s.id = r.data_source_id where s.connection_id = @connectionId)`
const ofDataSources = 'data_source_id in (select id from data_sources where connection_id = @connectionId)'
const ofRuns = `run_id in (select r.id from runs r join jobs j on j.id = r.job_id where j.connection_id = @connectionId)`

/**
 * What is deleted, in this order. The graph goes with its commits; what is left (rules, cursors, secrets, jobs) is little and goes
 * with the data sources and the connection.
 */
const contents = [
  {
    table: 'deployment_changes',
    key: 'commit_id',
    where: `deployment_id in (select id from deployments where ${ofRepositories})`,
  },
  { table: 'pull_request_services', key: 'pull_request_id', where: ofRepositories },
  { table: 'deployments', key: 'id', where: ofRepositories },
  { table: 'services', key: 'id', where: ofRepositories },
  { table: 'tags', key: 'id', where: ofRepositories },
  { table: 'branches', key: 'id', where: ofRepositories },
  { table: 'commits', key: 'id', where: ofRepositories },
  { table: 'issues', key: 'id', where: 'connection_id = @connectionId' },
  { table: 'pull_requests', key: 'id', where: ofDataSources },
  { table: 'hosted_deployments', key: 'id', where: ofDataSources },
  { table: 'workflow_runs', key: 'id', where: ofDataSources },
  {
    table: 'change_values',
    key: 'id',
    where: 'field_id in (select id from change_fields where connection_id = @connectionId)',
  },
  { table: 'run_log', key: 'id', where: ofRuns },
  { table: 'runs', key: 'id', where: 'job_id in (select id from jobs where connection_id = @connectionId)' },
  { table: 'accounts', key: 'id', where: 'connection_id = @connectionId' },
  { table: 'data_sources', key: 'id', where: 'connection_id = @connectionId' },
] as const

const tables: readonly TableName[] = [
  'connections',
  'data_sources',
  'jobs',
  'runs',
  'run_log',
  'repositories',
  'services',
  'commits',
  'commit_stats',
  'tags',
  'branches',
  'people',
  'deployments',
  'incidents',
  'projects',
  'issue_types',
  'statuses',
  'fields',
  'boards',
  'sprints',
  'accounts',
  'issues',
  'flow_facts',
  'hosted_repositories',
  'pull_requests',
  'releases',
  'hosted_tags',
  'hosted_deployments',
  'workflow_runs',
]
