import type { InstantColumn, IntegerColumn, PullChunk } from './pull-chunk.ts'

/** All active pull requests, whatever counts, as columns in the order of their ids. See `PullFacts` for what they hold. */
export interface PullSnapshot
  extends Readonly<Record<InstantColumn, Float64Array>>,
    Readonly<Record<IntegerColumn, Int32Array>> {
  readonly size: number
  /** Of `size` + 1: the events of pull request i are `offsets[i]` to before `offsets[i + 1]`, by time. */
  readonly offsets: Int32Array
  readonly eventAt: Float64Array
  readonly eventKinds: Int32Array
  readonly eventAccounts: Int32Array
}

/** Puts chunks, which come in order, one behind the other. */
export function joinChunks(chunks: readonly PullChunk[]): PullSnapshot {
  const size = chunks.reduce((sum, { pulls }) => sum + pulls, 0)
  const events = chunks.reduce((sum, chunk) => sum + chunk.events, 0)
  const join = <Column extends Int32Array | Float64Array>(column: Column, part: (chunk: PullChunk) => Uint8Array) => {
    const bytes = new Uint8Array(column.buffer)
    let offset = 0
    for (const chunk of chunks) {
      const buffer = part(chunk)
      bytes.set(buffer, offset)
      offset += buffer.length
    }
    return column
  }
  const instant = (name: InstantColumn) => join(new Float64Array(size), chunk => chunk.instants[name])
  const integer = (name: IntegerColumn) => join(new Int32Array(size), chunk => chunk.integers[name])
  return {
    size,
    id: integer('id'),
    source: integer('source'),
    author: integer('author'),
    state: integer('state'),
    draft: integer('draft'),
    lines: integer('lines'),
    files: integer('files'),
    createdAt: instant('createdAt'),
    readyAt: instant('readyAt'),
    mergedAt: instant('mergedAt'),
    closedAt: instant('closedAt'),
    firstCommitAt: instant('firstCommitAt'),
    offsets: offsetsOf(join(new Int32Array(size), chunk => chunk.eventCounts)),
    eventAt: join(new Float64Array(events), chunk => chunk.eventAt),
    eventKinds: join(new Int32Array(events), chunk => chunk.eventKinds),
    eventAccounts: join(new Int32Array(events), chunk => chunk.eventAccounts),
  }
}

function offsetsOf(counts: Int32Array): Int32Array {
  const offsets = new Int32Array(counts.length + 1)
  for (let i = 0; i < counts.length; i++) offsets[i + 1] = (offsets[i] ?? 0) + (counts[i] ?? 0)
  return offsets
}
