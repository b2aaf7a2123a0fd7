import { constants, zstdCompressSync } from 'node:zlib'
import type { Database } from 'better-sqlite3'
import type { IssueEntity } from '../../../shared/model/issue-entities.ts'
import type { AccountWriter } from './account-writer.ts'
import { createChangeWriter } from './change-writer.ts'
import { hashOf } from './issue-hash.ts'
import { createIssueParts } from './issue-parts.ts'
import { issueTypeValues, projectValues, statusValues, type TrackerLists } from './tracker-lists.ts'

export interface IssueWriter {
  /** Whether anything was written: an issue that is stored just so is not. */
  write(issue: IssueEntity): boolean
  remove(externalId: string): boolean
  /** How many active ones the data source has. */
  count(): number
  /** Which of these the data source does not have as active issues. */
  missing(externalIds: readonly string[]): readonly string[]
  removeUnseen(seen: ReadonlySet<string>): number
  flush(): void
}

interface IssueWriterParts {
  readonly connectionId: number
  readonly dataSourceId: number
  readonly accounts: AccountWriter
  readonly lists: TrackerLists
}

const columns = [
  'key',
  'project_id',
  'issue_type_id',
  'status_id',
  'summary',
  'priority',
  'resolution',
  'created_at',
  'updated_at',
  'resolved_at',
  'due_on',
  'parent_external_id',
  'assignee_id',
  'reporter_id',
  'story_points',
  'flagged',
  'severity',
  'team',
  'content_hash',
]
type Cell = string | number | Buffer | null

/** Of more keys, all are read at once. */
const askedSingly = 100

/**
 * Measured: the threads of the asynchronous calls cost more than the work. Records are small, and so are the pieces put out and the
 * tables that are made for each.
 */
const compression = {
  chunkSize: 4096,
  params: {
    [constants.ZSTD_c_compressionLevel]: 1,
    [constants.ZSTD_c_windowLog]: 14,
    [constants.ZSTD_c_hashLog]: 11,
    [constants.ZSTD_c_chainLog]: 11,
  },
}

/** Writes a connection's issues with their history, and which of them the data source names. */
export function createIssueWriter(
  db: Database,
  { connectionId, dataSourceId, accounts, lists }: IssueWriterParts,
): IssueWriter {
  const find = db.prepare<[number, string], { id: number; content_hash: Buffer }>(
    'select id, content_hash from issues where connection_id = ? and external_id = ?',
  )
  const insert = db.prepare<Cell[]>(
    `insert into issues (connection_id, external_id, ${columns.join(', ')}) values (?, ?, ${columns.map(() => '?').join(', ')})`,
  )
  const update = db.prepare<Cell[]>(
    `update issues set revision = revision + 1, ${columns.map(column => `${column} = ?`).join(', ')} where id = ?`,
  )
  const payload = db.prepare<[number, Buffer]>(
    'insert or replace into issue_payloads (issue_id, payload) values (?, ?)',
  )
  const join = db.prepare<[number, number]>(
    `insert into issue_sources (data_source_id, issue_id, active) values (?, ?, 1)
     on conflict (data_source_id, issue_id) do update set active = 1 where active = 0`,
  )
  const leave = db.prepare<[number, string, number]>(
    `update issue_sources set active = 0 where active = 1 and data_source_id = ?
       and issue_id = (select id from issues where external_id = ? and connection_id = ?)`,
  )
  const active = db
    .prepare<[number], string>(
      `select external_id from issue_sources join issues on issues.id = issue_id where data_source_id = ? and active = 1`,
    )
    .pluck()
  const count = db
    .prepare<[number], number>('select count(*) from issue_sources where data_source_id = ? and active = 1')
    .pluck()
  const isActive = db
    .prepare<[number, string, number], number>(
      `select 1 from issues join issue_sources on issue_id = issues.id and active = 1 and data_source_id = ?
       where external_id = ? and connection_id = ?`,
    )
    .pluck()
  const changes = createChangeWriter(db, connectionId, accounts)
  const writeParts = createIssueParts(db, { accounts, sprints: lists.sprint })

  function cellsOf(issue: IssueEntity, hash: Buffer): Cell[] {
    return [
      issue.key,
      lists.project.idOf(issue.project.externalId, projectValues(issue.project)),
      lists.issue_type.idOf(issue.issueType.externalId, issueTypeValues(issue.issueType)),
      lists.status.idOf(issue.status.externalId, statusValues(issue.status)),
      issue.summary,
      issue.priority,
      issue.resolution,
      issue.createdAt,
      issue.updatedAt,
      issue.resolvedAt,
      issue.dueOn,
      issue.parent,
      accounts.idOf(issue.assignee),
      accounts.idOf(issue.reporter),
      issue.storyPoints,
      issue.flagged ? 1 : 0,
      issue.severity,
      issue.team,
      hash,
    ]
  }

  function put(issue: IssueEntity, stored: number | undefined, hash: Buffer): number {
    const cells = cellsOf(issue, hash)
    if (stored !== undefined) update.run(...cells, stored)
    const id = stored ?? Number(insert.run(connectionId, issue.externalId, ...cells).lastInsertRowid)
    payload.run(id, zstdCompressSync(issue.payload, compression))
    changes.replace(id, issue.changes, stored === undefined)
    writeParts(id, issue, stored === undefined)
    return id
  }

  return {
    flush: changes.flush,
    write(issue) {
      const hash = hashOf(issue)
      const stored = find.get(connectionId, issue.externalId)
      const same = stored?.content_hash.equals(hash) === true
      const id = same ? stored.id : put(issue, stored?.id, hash)
      return join.run(dataSourceId, id).changes > 0 || !same
    },
    remove: externalId => leave.run(dataSourceId, externalId, connectionId).changes > 0,
    count: () => count.get(dataSourceId) ?? 0,
    missing(externalIds) {
      if (externalIds.length <= askedSingly) {
        return externalIds.filter(externalId => isActive.get(dataSourceId, externalId, connectionId) === undefined)
      }
      const known = new Set(active.all(dataSourceId))
      return externalIds.filter(externalId => !known.has(externalId))
    },
    removeUnseen(seen) {
      const gone = active.all(dataSourceId).filter(externalId => !seen.has(externalId))
      for (const externalId of gone) leave.run(dataSourceId, externalId, connectionId)
      return gone.length
    },
  }
}
