import type { Database } from 'better-sqlite3'
import type { TableName } from '../../../shared/contract/events.ts'
import type { TrackerRemovedKind } from '../../../shared/model/entities.ts'
import type { DataSourceId } from '../../../shared/model/ids.ts'
import type { TrackerEntity } from '../../../shared/model/issue-entities.ts'
import { createAccountWriter } from './account-writer.ts'
import { connectionOf } from './connection-of.ts'
import { createIssueWriter } from './issue-writer.ts'
import {
  boardValues,
  createTrackerLists,
  fieldValues,
  issueTypeValues,
  projectValues,
  sprintValues,
  statusValues,
} from './tracker-lists.ts'

/** The writers of what issue trackers bring. */
export interface TrackerRows {
  write(entity: TrackerEntity): boolean
  remove(kind: TrackerRemovedKind, key: string): boolean
  /** How many active rows there are. */
  count(kind: TrackerRemovedKind): number
  missing(kind: TrackerRemovedKind, keys: readonly string[]): readonly string[]
  removeUnseen(kind: TrackerRemovedKind, seen: ReadonlySet<string>): number
  /** Ends a transaction's writing. Returns the tables written to besides the entities' own. */
  flush(): readonly TableName[]
}

export function createTrackerRows(db: Database, dataSourceId: DataSourceId): TrackerRows {
  const connectionId = connectionOf(db, dataSourceId)
  const accounts = createAccountWriter(db, connectionId)
  const lists = createTrackerLists(db, connectionId, dataSourceId)
  const issues = createIssueWriter(db, { connectionId, dataSourceId, accounts, lists })
  const of = (kind: TrackerRemovedKind) => (kind === 'issue' ? issues : lists[kind])

  return {
    write(entity) {
      switch (entity.kind) {
        case 'issue':
          return issues.write(entity)
        case 'project':
          return lists.project.write(entity.externalId, projectValues(entity))
        case 'issue_type':
          return lists.issue_type.write(entity.externalId, issueTypeValues(entity))
        case 'status':
          return lists.status.write(entity.externalId, statusValues(entity))
        case 'field':
          return lists.field.write(entity.externalId, fieldValues(entity))
        case 'sprint':
          return lists.sprint.write(entity.externalId, sprintValues(entity))
        case 'board':
          return lists.board.write(entity.externalId, boardValues(entity))
      }
    },
    remove: (kind, key) => of(kind).remove(key),
    count: kind => of(kind).count(),
    missing: (kind, keys) => (kind === 'issue' ? issues.missing(keys) : []),
    removeUnseen(kind, seen) {
      issues.flush()
      return of(kind).removeUnseen(seen)
    },
    flush() {
      issues.flush()
      return accounts.takeWritten() > 0 ? ['accounts'] : []
    },
  }
}
