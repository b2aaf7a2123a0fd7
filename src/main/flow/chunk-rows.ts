import type { Database } from 'better-sqlite3'
import { chunkOf, packChunk, unpackChunk } from './issue-chunk.ts'
import type { IssueFacts } from './issue-facts.ts'

/** Puts facts into their chunks in place of what those have of the same issues. Call it in a writing transaction. */
export function putIntoChunks(db: Database, facts: readonly IssueFacts[]): void {
  rewriteChunks(
    db,
    facts.map(({ id }) => id),
    new Map(facts.map(issue => [issue.id, issue])),
  )
}

/** Takes issues out of their chunks. Call it in a writing transaction. */
export function removeFromChunks(db: Database, issueIds: readonly number[]): void {
  rewriteChunks(db, issueIds, new Map())
}

function rewriteChunks(db: Database, issueIds: readonly number[], facts: ReadonlyMap<number, IssueFacts>): void {
  const read = db.prepare<[number], Buffer>('select packed from issue_chunks where id = ?').pluck()
  const write = db.prepare<[number, Buffer]>(
    `insert or replace into issue_chunks (id, version, packed)
     values (?, (select coalesce(max(version), 0) + 1 from issue_chunks), ?)`,
  )
  for (const [chunk, ids] of Map.groupBy(issueIds, chunkOf)) {
    const packed = read.get(chunk)
    const gone = new Set(ids)
    const kept = packed ? unpackChunk(packed).filter(({ id }) => !gone.has(id)) : []
    const added = ids.flatMap(id => facts.get(id) ?? [])
    if (added.length > 0 || packed) write.run(chunk, packChunk([...kept, ...added].sort((a, b) => a.id - b.id)))
  }
}
