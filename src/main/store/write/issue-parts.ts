import type { Database } from 'better-sqlite3'
import type { IssueEntity } from '../../../shared/model/issue-entities.ts'
import type { AccountWriter } from './account-writer.ts'
import { createInterned } from './interned.ts'
import type { ListedWriter } from './listed-writer.ts'
import { sprintValues } from './tracker-lists.ts'

/** Writes an issue's labels, sprints and worklogs in place of those stored. */
export function createIssueParts(
  db: Database,
  { accounts, sprints }: { readonly accounts: AccountWriter; readonly sprints: ListedWriter },
): (issueId: number, issue: IssueEntity, isNew: boolean) => void {
  const labelId = createInterned(db, 'labels')
  const clear = ['issue_labels', 'issue_sprints', 'worklogs'].map(table =>
    db.prepare<[number]>(`delete from ${table} where issue_id = ?`),
  )
  const label = db.prepare<[number, number]>('insert or ignore into issue_labels (issue_id, label_id) values (?, ?)')
  const sprint = db.prepare<[number, number]>('insert or ignore into issue_sprints (issue_id, sprint_id) values (?, ?)')
  const worklog = db.prepare<[number, string, number | null, number, number]>(
    'insert or replace into worklogs (issue_id, external_id, author_id, started_at, seconds) values (?, ?, ?, ?, ?)',
  )

  return (issueId, issue, isNew) => {
    if (!isNew) for (const statement of clear) statement.run(issueId)
    for (const name of issue.labels) label.run(issueId, labelId(name))
    for (const ref of issue.sprints) sprint.run(issueId, sprints.idOf(ref.externalId, sprintValues(ref)))
    for (const { externalId, author, startedAt, seconds } of issue.worklogs) {
      worklog.run(issueId, externalId, accounts.idOf(author), startedAt, seconds)
    }
  }
}
