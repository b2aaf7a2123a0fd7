import type { Database } from 'better-sqlite3'
import { writeInShortTransactions } from '../store/write/short-transactions.ts'
import { putIntoChunks } from './chunk-rows.ts'
import { settleHistoryStatuses } from './history-statuses.ts'
import { chunkOf } from './issue-chunk.ts'
import { type DerivedIssue, readStaleIssues } from './stale-issues.ts'

export interface DeriveProgress {
  readonly derived: number
  /** Whether statuses were added that only histories know. */
  readonly statusesAdded: boolean
  /** Whether there is more to do. */
  readonly more: boolean
}

/** Issues a step derives at most: a fraction of a second, so that other work gets its turn in between. */
const issuesPerStep = 2_048
/** A chunk is written in a millisecond or two. */
const chunksPerTransaction = 1

/**
 * Brings the facts of a part of the issues up to date with the issues and their histories, in short transactions. It can be ended at
 * any point; what was written meanwhile stays to be done.
 */
export async function deriveIssues(db: Database): Promise<DeriveProgress> {
  const statusesAdded = await settleHistoryStatuses(db)
  const issues = db.transaction(() => readStaleIssues(db, issuesPerStep))()
  const byChunk = Map.groupBy(issues ?? [], ({ facts }) => chunkOf(facts.id))
  await writeInShortTransactions(db, [...byChunk.values()], chunks => write(db, chunks.flat()), chunksPerTransaction)
  const derived = issues?.length ?? 0
  return { derived, statusesAdded, more: issues === null || derived === issuesPerStep }
}

function write(db: Database, issues: readonly DerivedIssue[]): void {
  const done = db.prepare<[number, number]>('update issues set derived_revision = ? where id = ?')
  const there = issues.filter(({ facts, revision }) => done.run(revision, facts.id).changes > 0)
  putIntoChunks(
    db,
    there.map(({ facts }) => facts),
  )
}
