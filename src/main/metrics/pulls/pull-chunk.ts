import type { PullFacts } from './pull-facts.ts'

/** A chunk holds the pull requests whose ids differ in the last bits only. */
export const chunkBits = 9
export const chunkOf = (pullId: number): number => Math.floor(pullId / 2 ** chunkBits)

/** Raised with every change of the layout. */
const layout = 1
const headerInts = 4

const instants = ['createdAt', 'readyAt', 'mergedAt', 'closedAt', 'firstCommitAt'] as const
const integers = ['id', 'source', 'author', 'state', 'draft', 'lines', 'files'] as const
export type InstantColumn = (typeof instants)[number]
export type IntegerColumn = (typeof integers)[number]

/** A chunk's columns, as bytes in the order of this machine (every platform Weir runs on has the lowest byte first). */
export interface PullChunk {
  readonly pulls: number
  readonly events: number
  readonly instants: Readonly<Record<InstantColumn, Uint8Array>>
  readonly eventAt: Uint8Array
  readonly integers: Readonly<Record<IntegerColumn, Uint8Array>>
  /** How many events each pull request has. */
  readonly eventCounts: Uint8Array
  readonly eventKinds: Uint8Array
  readonly eventAccounts: Uint8Array
}

/** Packs pull requests, which come by id. */
export function packChunk(pulls: readonly PullFacts[]): Buffer {
  const events = pulls.flatMap(pull => pull.events)
  return Buffer.concat([
    bytesOf(Int32Array.of(layout, pulls.length, events.length, 0)),
    ...instants.map(column => bytesOf(Float64Array.from(pulls, pull => pull[column]))),
    bytesOf(Float64Array.from(events, ({ at }) => at)),
    ...integers.map(column => bytesOf(Int32Array.from(pulls, pull => Number(pull[column])))),
    bytesOf(Int32Array.from(pulls, pull => pull.events.length)),
    bytesOf(Int32Array.from(events, ({ kind }) => kind)),
    bytesOf(Int32Array.from(events, ({ account }) => account)),
  ])
}

/** Cuts a chunk into its columns. Null for a layout of another version of Weir. */
export function openChunk(packed: Buffer): PullChunk | null {
  const [version, pulls = 0, events = 0] = Array.from({ length: headerInts }, (_, i) => packed.readInt32LE(i * 4))
  if (version !== layout) return null
  let offset = headerInts * 4
  const take = (bytes: number) => {
    // A Buffer's own subarray takes ten times as long.
    const part = new Uint8Array(packed.buffer, packed.byteOffset + offset, bytes)
    offset += bytes
    return part
  }
  return {
    pulls,
    events,
    instants: record(instants, () => take(pulls * 8)),
    eventAt: take(events * 8),
    integers: record(integers, () => take(pulls * 4)),
    eventCounts: take(pulls * 4),
    eventKinds: take(events * 4),
    eventAccounts: take(events * 4),
  }
}

const bytesOf = ({ buffer }: Int32Array | Float64Array) => new Uint8Array(buffer)

function record<Name extends string, Value>(names: readonly Name[], value: (name: Name) => Value): Record<Name, Value> {
  return Object.fromEntries(names.map(name => [name, value(name)])) as Record<Name, Value>
}
