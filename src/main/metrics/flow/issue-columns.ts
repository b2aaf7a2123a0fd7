import { type ChunkColumns, type ListName, lists } from '../../flow/issue-chunk.ts'

/** The derived facts of all issues, whatever counts and whatever the flow configuration, as columns in the order of their ids. */
export interface IssueColumns {
  readonly size: number
  readonly ids: Int32Array
  readonly connections: Int32Array
  readonly projects: Int32Array
  readonly types: Int32Array
  readonly assignees: Int32Array
  readonly createdAt: Float64Array
  /** Of `size` + 1: what list an issue has at i begins at `offsets[list][i]` and ends before `offsets[list][i + 1]`. */
  readonly offsets: Readonly<Record<ListName, Int32Array>>
  /** Row ids of statuses; two in a row differ. The first is entered at the creation, each is left when the next is entered. */
  readonly statuses: Int32Array
  readonly statusAt: Float64Array
  readonly flaggedFrom: Float64Array
  readonly flaggedTo: Float64Array
  /** Data sources that name the issue. */
  readonly sources: Int32Array
  readonly labels: Int32Array
  readonly sprints: Int32Array
}

/** Puts chunks, which come in order, one behind the other. */
export function joinChunks(chunks: readonly ChunkColumns[]): IssueColumns {
  const size = chunks.reduce((sum, { issues }) => sum + issues, 0)
  const total = (list: ListName) => chunks.reduce((sum, { counts }) => sum + counts[list], 0)
  const join = <Column extends Int32Array | Float64Array>(column: Column, part: (chunk: ChunkColumns) => Buffer) => {
    const bytes = new Uint8Array(column.buffer)
    let offset = 0
    for (const chunk of chunks) {
      const buffer = part(chunk)
      bytes.set(buffer, offset)
      offset += buffer.length
    }
    return column
  }
  const sizesOf = (list: ListName) => offsetsOf(join(new Int32Array(size), chunk => chunk.sizes[list]))
  return {
    size,
    ids: join(new Int32Array(size), ({ of }) => of.ids),
    connections: join(new Int32Array(size), ({ of }) => of.connections),
    projects: join(new Int32Array(size), ({ of }) => of.projects),
    types: join(new Int32Array(size), ({ of }) => of.types),
    assignees: join(new Int32Array(size), ({ of }) => of.assignees),
    createdAt: join(new Float64Array(size), ({ createdAt }) => createdAt),
    offsets: Object.fromEntries(lists.map(list => [list, sizesOf(list)])) as Record<ListName, Int32Array>,
    statuses: join(new Int32Array(total('statuses')), ({ statuses }) => statuses),
    statusAt: join(new Float64Array(total('statuses')), ({ statusAt }) => statusAt),
    flaggedFrom: join(new Float64Array(total('flags')), ({ flaggedFrom }) => flaggedFrom),
    flaggedTo: join(new Float64Array(total('flags')), ({ flaggedTo }) => flaggedTo),
    sources: join(new Int32Array(total('sources')), ({ sources }) => sources),
    labels: join(new Int32Array(total('labels')), ({ labels }) => labels),
    sprints: join(new Int32Array(total('sprints')), ({ sprints }) => sprints),
  }
}

function offsetsOf(sizes: Int32Array): Int32Array {
  const offsets = new Int32Array(sizes.length + 1)
  for (let i = 0; i < sizes.length; i++) offsets[i + 1] = (offsets[i] ?? 0) + (sizes[i] ?? 0)
  return offsets
}
