import type { Database } from 'better-sqlite3'
import { openChunk, type PullChunk } from './pull-chunk.ts'
import { joinChunks, type PullSnapshot } from './pull-snapshot.ts'

interface Kept {
  readonly chunks: Map<number, { readonly version: number; readonly chunk: PullChunk | null }>
  mark: string
  snapshot: PullSnapshot
}

const kept = new WeakMap<Database, Kept>()

/** The pull requests a connection sees; only the chunks that have changed since the last question are read again. */
export function loadPullSnapshot(db: Database): PullSnapshot {
  const cache = kept.get(db) ?? { chunks: new Map(), mark: '', snapshot: joinChunks([]) }
  kept.set(db, cache)
  const mark = db.prepare<[], string>(markOf).pluck().get() ?? ''
  if (mark === cache.mark) return cache.snapshot
  const read = db.prepare<[number], Buffer>('select packed from pull_request_chunks where id = ?').pluck()
  const versions = new Map(db.prepare<[], [number, number]>('select id, version from pull_request_chunks').raw().all())
  for (const id of cache.chunks.keys()) if (!versions.has(id)) cache.chunks.delete(id)
  for (const [id, version] of versions) {
    if (cache.chunks.get(id)?.version === version) continue
    const packed = read.get(id)
    cache.chunks.set(id, { version, chunk: packed ? openChunk(packed) : null })
  }
  cache.snapshot = joinChunks([...cache.chunks].sort(([a], [b]) => a - b).flatMap(([, { chunk }]) => chunk ?? []))
  cache.mark = mark
  return cache.snapshot
}

const markOf = `select count(*) || ' ' || coalesce(max(version), 0) from pull_request_chunks`
