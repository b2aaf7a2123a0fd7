import type { Database } from 'better-sqlite3'
import { chunkBits } from './pull-chunk.ts'
import { type EventKind, eventKinds, type PullEvent, type PullFacts, type PullState, pullStates } from './pull-facts.ts'

export interface DerivedChunk {
  /** Of its active pull requests, by id. */
  readonly facts: readonly PullFacts[]
  /** Ids and revisions of all that have changed since the chunk was made. */
  readonly stale: readonly (readonly [id: number, revision: number])[]
}

/** The pull requests of a chunk as they are stored. Call it in a transaction: all of it must be of one moment. */
export function readChunkFacts(db: Database, chunk: number): DerivedChunk {
  const range = [chunk * 2 ** chunkBits, (chunk + 1) * 2 ** chunkBits] as const
  const pulls = db.prepare<[number, number], PullRow>(pullsOf).all(...range)
  const events = new Map<number, PullEvent[]>()
  for (const sql of [reviewsOf, commentsOf, commitsOf]) {
    const rows = db
      .prepare<[number, number], EventRow>(sql)
      .raw()
      .all(...range)
    for (const [pullId, at, kind, account] of rows) {
      const event = { at, kind: eventKinds[kind], account: account ?? 0 }
      const known = events.get(pullId)
      if (known) known.push(event)
      else events.set(pullId, [event])
    }
  }
  const active = pulls.filter(pull => pull.active === 1)
  return {
    stale: pulls.filter(pull => pull.revision !== pull.derivedRevision).map(({ id, revision }) => [id, revision]),
    facts: active.map(({ id, source, author, state, draft, createdAt, additions, deletions, files, ...times }) => ({
      id,
      source,
      author: author ?? 0,
      state: pullStates[state],
      draft: draft === 1,
      createdAt,
      readyAt: times.readyAt ?? Number.NaN,
      mergedAt: times.mergedAt ?? Number.NaN,
      closedAt: times.closedAt ?? Number.NaN,
      firstCommitAt: times.firstCommitAt ?? Number.NaN,
      lines: additions === null || deletions === null ? -1 : additions + deletions,
      files: files ?? -1,
      events: (events.get(id) ?? []).sort((a, b) => a.at - b.at),
    })),
  }
}

type EventRow = readonly [pullId: number, at: number, kind: EventKind, account: number | null]

interface PullRow {
  readonly id: number
  readonly source: number
  readonly author: number | null
  readonly state: PullState
  readonly draft: 0 | 1
  readonly active: 0 | 1
  readonly createdAt: number
  readonly readyAt: number | null
  readonly mergedAt: number | null
  readonly closedAt: number | null
  readonly firstCommitAt: number | null
  readonly additions: number | null
  readonly deletions: number | null
  readonly files: number | null
  readonly revision: number
  readonly derivedRevision: number
}

const pullsOf = `
  select p.id, p.data_source_id as source, p.author_id as author, p.state, p.draft, p.active, p.created_at as createdAt,
    p.ready_at as readyAt, p.merged_at as mergedAt, p.closed_at as closedAt, p.additions, p.deletions, p.files,
    p.revision, p.derived_revision as derivedRevision,
    (select min(c.authored_at) from pull_request_commits c where c.pull_request_id = p.id) as firstCommitAt
  from pull_requests p where p.id >= ? and p.id < ? order by p.id`

const ofRange = 'where pull_request_id >= ? and pull_request_id < ?'
const reviewsOf = `select pull_request_id, submitted_at, state, author_id from pull_request_reviews ${ofRange}`
const commentsOf = `select pull_request_id, created_at, 'comment', author_id from pull_request_comments ${ofRange}`
const commitsOf = `select pull_request_id, committed_at, 'commit', null from pull_request_commits ${ofRange}`
