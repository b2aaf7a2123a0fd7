import type { IssueFacts } from './issue-facts.ts'

/** A chunk holds the issues whose ids differ in the last bits only. */
export const chunkBits = 7
export const chunkOf = (issueId: number): number => Math.floor(issueId / 2 ** chunkBits)

/** Raised with every change of the layout. */
const layout = 1

/** How many values of each list the chunk has, and each issue. */
export const lists = ['statuses', 'flags', 'sources', 'labels', 'sprints'] as const
export type ListName = (typeof lists)[number]
const integersPerIssue = ['ids', 'connections', 'projects', 'types', 'assignees'] as const
export type IssueColumn = (typeof integersPerIssue)[number]

/** A chunk's columns, as bytes in the order of this machine (every platform Weir runs on has the lowest byte first). */
export interface ChunkColumns {
  readonly issues: number
  readonly counts: Readonly<Record<ListName, number>>
  readonly createdAt: Buffer
  readonly statusAt: Buffer
  readonly flaggedFrom: Buffer
  readonly flaggedTo: Buffer
  readonly of: Readonly<Record<IssueColumn, Buffer>>
  /** How many values of a list each issue has. */
  readonly sizes: Readonly<Record<ListName, Buffer>>
  readonly statuses: Buffer
  readonly sources: Buffer
  readonly labels: Buffer
  readonly sprints: Buffer
}

const headerInts = 8

/** Cuts a chunk into its columns. Null for a layout of another version of Weir. */
export function openChunk(packed: Buffer): ChunkColumns | null {
  const header = Array.from({ length: headerInts }, (_, i) => packed.readInt32LE(i * 4))
  const [version, issues = 0, statuses = 0, flags = 0, sources = 0, labels = 0, sprints = 0] = header
  if (version !== layout) return null
  let offset = headerInts * 4
  const take = (values: number, bytes: number) => {
    const part = packed.subarray(offset, offset + values * bytes)
    offset += values * bytes
    return part
  }
  const floats = (values: number) => take(values, 8)
  const integers = (values: number) => take(values, 4)
  return {
    issues,
    counts: { statuses, flags, sources, labels, sprints },
    createdAt: floats(issues),
    statusAt: floats(statuses),
    flaggedFrom: floats(flags),
    flaggedTo: floats(flags),
    of: record(integersPerIssue, () => integers(issues)),
    sizes: record(lists, () => integers(issues)),
    statuses: integers(statuses),
    sources: integers(sources),
    labels: integers(labels),
    sprints: integers(sprints),
  }
}

/** Packs issues, which come by id. */
export function packChunk(issues: readonly IssueFacts[]): Buffer {
  const statuses = issues.flatMap(issue => issue.statuses)
  const flagged = issues.flatMap(issue => issue.flagged)
  const ids = ['sources', 'labels', 'sprints'] as const
  const values = record(ids, name => issues.flatMap(issue => issue[name]))
  const header = [layout, issues.length, statuses.length, flagged.length, ...ids.map(name => values[name].length), 0]
  const floats = [
    ...issues.map(issue => issue.createdAt),
    ...statuses.map(({ enteredAt }) => enteredAt),
    ...flagged.map(([from]) => from),
    ...flagged.map(([, to]) => to),
  ]
  const integers = [
    ...issues.map(issue => issue.id),
    ...issues.map(issue => issue.connectionId),
    ...issues.map(issue => issue.projectId),
    ...issues.map(issue => issue.typeId),
    ...issues.map(issue => issue.assigneeId),
    ...issues.map(issue => issue.statuses.length),
    ...issues.map(issue => issue.flagged.length),
    ...ids.flatMap(name => issues.map(issue => issue[name].length)),
    ...statuses.map(({ statusId }) => statusId),
    ...ids.flatMap(name => values[name]),
  ]
  return Buffer.concat([
    bytesOf(Int32Array.from(header)),
    bytesOf(Float64Array.from(floats)),
    bytesOf(Int32Array.from(integers)),
  ])
}

/** The issues of a chunk; none for a layout of another version of Weir. */
export function unpackChunk(packed: Buffer): IssueFacts[] {
  const chunk = openChunk(packed)
  if (!chunk) return []
  const at = { statuses: 0, flags: 0, sources: 0, labels: 0, sprints: 0 }
  const int = (column: Buffer, i: number) => column.readInt32LE(i * 4)
  const float = (column: Buffer, i: number) => column.readDoubleLE(i * 8)
  const list = <Value>(name: ListName, i: number, read: (at: number) => Value): Value[] => {
    const begin = at[name]
    at[name] += int(chunk.sizes[name], i)
    return Array.from({ length: at[name] - begin }, (_, k) => read(begin + k))
  }
  return Array.from({ length: chunk.issues }, (_, i) => ({
    id: int(chunk.of.ids, i),
    connectionId: int(chunk.of.connections, i),
    projectId: int(chunk.of.projects, i),
    typeId: int(chunk.of.types, i),
    assigneeId: int(chunk.of.assignees, i),
    createdAt: float(chunk.createdAt, i),
    statuses: list('statuses', i, k => ({ statusId: int(chunk.statuses, k), enteredAt: float(chunk.statusAt, k) })),
    flagged: list('flags', i, k => [float(chunk.flaggedFrom, k), float(chunk.flaggedTo, k)] as const),
    sources: list('sources', i, k => int(chunk.sources, k)),
    labels: list('labels', i, k => int(chunk.labels, k)),
    sprints: list('sprints', i, k => int(chunk.sprints, k)),
  }))
}

const bytesOf = ({ buffer }: Int32Array | Float64Array) => new Uint8Array(buffer)

function record<Name extends string, Value>(names: readonly Name[], value: (name: Name) => Value): Record<Name, Value> {
  return Object.fromEntries(names.map(name => [name, value(name)])) as Record<Name, Value>
}
