import { setTimeout as delay } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import { chunkBits, chunkOf, packChunk } from './pull-chunk.ts'
import { readChunkFacts } from './read-facts.ts'

/** Chunks a step makes at most: a fraction of a second, so that other work gets its turn in between. */
const chunksPerStep = 8
/** A chunk is written in a millisecond or two; a waiting connection gets its turn in the pause. */
const pauseMs = 1

/**
 * Brings a part of the chunks up to date with the pull requests, each in a short transaction. It can be ended at any point; what was
 * written meanwhile stays to be done. Answers how many pull requests had changed, and whether there is more to do.
 */
export async function derivePulls(db: Database): Promise<{ readonly derived: number; readonly more: boolean }> {
  db.prepare(emptyGone).run({ empty: packChunk([]) })
  const next = db.prepare<[number], number>(nextStale).pluck()
  let derived = 0
  let chunk = -1
  for (let made = 0; made < chunksPerStep; made++) {
    const id = next.get((chunk + 1) * 2 ** chunkBits)
    if (id === undefined) return { derived, more: false }
    chunk = chunkOf(id)
    derived += deriveChunk(db, chunk)
    await delay(pauseMs)
  }
  return { derived, more: true }
}

function deriveChunk(db: Database, chunk: number): number {
  const { facts, stale } = db.transaction(() => readChunkFacts(db, chunk))()
  const packed = packChunk(facts)
  const done = db.prepare<[number, number]>('update pull_requests set derived_revision = ? where id = ?')
  const write = db.prepare<[number, Buffer]>(writeChunk)
  db.transaction(() => {
    for (const [id, revision] of stale) done.run(revision, id)
    write.run(chunk, packed)
  }).immediate()
  return stale.length
}

const nextStale = `
  select id from pull_requests indexed by pull_requests_to_derive where derived_revision <> revision and id >= ? order by id limit 1`

const writeChunk = `
  insert or replace into pull_request_chunks (id, version, packed)
  values (?, (select coalesce(max(version), 0) + 1 from pull_request_chunks), ?)`

/** A chunk without pull requests stays, so that no version comes twice. */
const emptyGone = `
  update pull_request_chunks set packed = @empty, version = (select max(version) + 1 from pull_request_chunks)
  where packed <> @empty and not exists (select 1 from pull_requests p
    where p.id >= pull_request_chunks.id * ${2 ** chunkBits} and p.id < (pull_request_chunks.id + 1) * ${2 ** chunkBits})`
