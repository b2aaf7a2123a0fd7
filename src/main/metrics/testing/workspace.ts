import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import { MetricsFilter } from '../../../shared/model/metrics.ts'
import { connectDatabase } from '../../store/connect.ts'
import { migrate } from '../../store/migrate.ts'
import { migrations } from '../../store/migrations/index.ts'

export const silent = { debug() {}, info() {}, warn() {}, error() {} }
export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour
/** Midnight UTC on Monday, 5 January 2026, plus some days and hours. */
export const at = (days: number, hours = 0) => Date.UTC(2026, 0, 5) + days * day + hours * hour

/** The whole of January's first four whole weeks in UTC, unless said otherwise. */
export const filterOf = (filter: Partial<MetricsFilter> = {}): MetricsFilter =>
  MetricsFilter.parse({ from: at(0), to: at(28), bucket: 'week', timeZone: 'UTC', repositoryIds: null, ...filter })

export interface CommitSpec {
  readonly parents?: readonly number[]
  readonly authoredAt: number
  readonly committedAt?: number
  readonly author?: number
  readonly lines?: readonly [number, number] | null
  readonly subject?: string
  /** What its body mentions. */
  readonly mentions?: string
}

export interface TestWorkspace {
  readonly db: Database
  readonly path: string
  run(sql: string, ...values: (number | string | null)[]): void
  /** Adds a data source with its repository, in connection 1 or another, and answers the repository's id (the source's too). */
  repository(name: string, connectionId?: number): number
  commit(repositoryId: number, spec: CommitSpec): number
  /** An annotated tag made at the moment, or a light one. */
  tag(repositoryId: number, name: string, commitId: number, taggedAt: number | null): void
  branch(repositoryId: number, name: string, commitId: number): void
}

/** A real database file with Weir's schema, person 1 (a human) and person 2 (a bot). It goes when the test ends. */
export async function createTestWorkspace(): Promise<TestWorkspace> {
  const folder = mkdtempSync(join(tmpdir(), 'weir-metrics-'))
  const path = join(folder, 'weir.db')
  const db = connectDatabase(path)
  onTestFinished(() => {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  })
  await migrate(db, migrations, silent)
  const run: TestWorkspace['run'] = (sql, ...values) => void db.prepare(sql).run(...values)
  const insert = (sql: string, ...values: (number | string | Buffer | null)[]) =>
    Number(db.prepare(sql).run(...values).lastInsertRowid)
  const connection = `insert into connections (id, connector_id, name, settings, created_at, updated_at) values (?, 'git', ?, '{}', 0, 0)`
  run(connection, 1, 'First')
  run(connection, 2, 'Second')
  run(`insert into people (id, email, name, named_at, bot) values (1, 'ann@x', 'Ann', 0, 0), (2, 'bot@x', 'Bot', 0, 1)`)
  let commits = 0
  return {
    db,
    path,
    run,
    repository(name, connectionId = 1) {
      const id = insert(
        `insert into data_sources (connection_id, external_id, name, kind, description) values (?, ?, ?, 'repository', '')`,
        connectionId,
        name,
        name,
      )
      return insert(
        `insert into repositories (id, data_source_id, path, default_branch, object_format, shallow, changed_seq)
         values (?, ?, ?, 'main', 'sha1', 0, 1)`,
        id,
        id,
        `/${name}`,
      )
    },
    commit(
      repositoryId,
      { parents = [], authoredAt, committedAt = authoredAt, author = 1, lines = null, subject, mentions },
    ) {
      commits++
      const sha = Buffer.alloc(20)
      sha.writeUInt32BE(commits)
      const id = insert(
        `insert into commits (repository_id, sha, author_id, committer_id, authored_at, author_offset_minutes, committed_at,
           committer_offset_minutes, subject, parents, additions, deletions, files) values (?, ?, ?, ?, ?, 0, ?, 0, ?, ?, ?, ?, ?)`,
        repositoryId,
        sha,
        author,
        author,
        authoredAt,
        committedAt,
        subject ?? `Commit ${commits}`,
        parents.length,
        lines?.[0] ?? null,
        lines?.[1] ?? null,
        lines && 1,
      )
      if (mentions) run('insert into commit_mentions (commit_id, text) values (?, ?)', id, mentions)
      for (const [position, parent] of parents.entries()) {
        run('insert into commit_parents (commit_id, position, parent_id) values (?, ?, ?)', id, position, parent)
      }
      return id
    },
    tag(repositoryId, name, commitId, taggedAt) {
      run(
        'insert into tags (repository_id, name, commit_id, annotated, tagged_at) values (?, ?, ?, ?, ?)',
        repositoryId,
        name,
        commitId,
        taggedAt === null ? 0 : 1,
        taggedAt,
      )
    },
    branch(repositoryId, name, commitId) {
      run('insert into branches (repository_id, name, commit_id) values (?, ?, ?)', repositoryId, name, commitId)
    },
  }
}
