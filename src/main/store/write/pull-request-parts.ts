import type { Database } from 'better-sqlite3'
import type { PullRequestEntity } from '../../../shared/model/code-entities.ts'
import type { AccountWriter } from './account-writer.ts'
import type { PeopleWriter } from './people-writer.ts'
import { createRowBatch } from './row-batch.ts'
import { shaBlob } from './sha.ts'

interface Parts {
  readonly accounts: AccountWriter
  readonly people: PeopleWriter
  readonly labelId: (name: string) => number
}

/** Writes a pull request's commits, reviews, comments and labels in place of those stored. */
export function createPullRequestParts(db: Database, { accounts, people, labelId }: Parts) {
  const tables = ['pull_request_labels', 'pull_request_commits', 'pull_request_reviews', 'pull_request_comments']
  const clear = tables.map(table => db.prepare<[number]>(`delete from ${table} where pull_request_id = ?`))
  const label = db.prepare<[number, number]>(
    'insert or ignore into pull_request_labels (pull_request_id, label_id) values (?, ?)',
  )
  const commits = createRowBatch(
    db,
    'pull_request_commits (pull_request_id, position, sha, author_id, account_id, authored_at, committed_at, subject)',
    8,
  )
  const reviews = createRowBatch(
    db,
    'pull_request_reviews (pull_request_id, position, external_id, author_id, state, submitted_at)',
    6,
  )
  const comments = createRowBatch(
    db,
    'pull_request_comments (pull_request_id, position, external_id, author_id, created_at, review_external_id)',
    6,
  )

  function flush(): void {
    for (const batch of [commits, reviews, comments]) batch.flush()
  }

  return {
    flush,
    replace(id: number, pull: PullRequestEntity, isNew: boolean): void {
      if (!isNew) {
        flush()
        for (const statement of clear) statement.run(id)
      }
      for (const name of pull.labels) label.run(id, labelId(name))
      for (const [position, commit] of pull.commits.entries()) {
        const author = people.idOf(commit.author, commit.authoredAt)
        const account = accounts.idOf(commit.account)
        const { sha, authoredAt, committedAt, subject } = commit
        commits.add(id, position, shaBlob(sha), author, account, authoredAt, committedAt, subject)
      }
      for (const [position, { externalId, author, state, submittedAt }] of pull.reviews.entries()) {
        reviews.add(id, position, externalId, accounts.idOf(author), state, submittedAt)
      }
      for (const [position, { externalId, author, createdAt, review }] of pull.comments.entries()) {
        comments.add(id, position, externalId, accounts.idOf(author), createdAt, review)
      }
    },
  }
}
