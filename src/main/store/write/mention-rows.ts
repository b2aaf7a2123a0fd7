import type { Database } from 'better-sqlite3'

export interface MentionRows {
  /** Of a commit that is written for the first time. */
  add(commitId: number, mentions: string | null | undefined): void
  /** Of a commit that was stored before. True when it had none so far. */
  addLate(commitId: number, mentions: string | null | undefined): boolean
  /** Ends a transaction's writing. What came late is to be read for keys, though later commits have been. */
  flush(): void
}

/** Writes what the bodies of a repository's commits mention. A sha fixes a body: what is stored stays. */
export function createMentionRows(db: Database, repositoryId: number): MentionRows {
  const insert = db.prepare<[number, string]>(
    'insert into commit_mentions (commit_id, text) values (?, ?) on conflict (commit_id) do nothing',
  )
  const rewind = db.prepare<[number, number]>(
    'update delivery_states set scanned_commit_id = min(scanned_commit_id, ?) where repository_id = ?',
  )
  let firstLate: number | null = null
  return {
    add(commitId, mentions) {
      if (mentions) insert.run(commitId, mentions)
    },
    addLate(commitId, mentions) {
      if (!mentions || insert.run(commitId, mentions).changes === 0) return false
      firstLate = firstLate === null ? commitId : Math.min(firstLate, commitId)
      return true
    },
    flush() {
      if (firstLate !== null) rewind.run(firstLate - 1, repositoryId)
      firstLate = null
    },
  }
}
