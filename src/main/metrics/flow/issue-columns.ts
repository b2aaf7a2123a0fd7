import type { ChunkColumns, ListName } from '../../flow/issue-chunk.ts'
import { once } from './once.ts'

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

/** Puts chunks, which come in order, one behind the other. What few questions are about is joined when one is. */
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
  const sizesOf = (list: ListName) => once(() => offsetsOf(join(new Int32Array(size), chunk => chunk.sizes[list])))
  const listsOf = (list: 'sources' | 'labels' | 'sprints') =>
    once(() => join(new Int32Array(total(list)), chunk => chunk[list]))
  const [statuses, flags, ofSources, ofLabels, ofSprints] = [
    sizesOf('statuses'),
    sizesOf('flags'),
    sizesOf('sources'),
    sizesOf('labels'),
    sizesOf('sprints'),
  ]
  const [sources, labels, sprints] = [listsOf('sources'), listsOf('labels'), listsOf('sprints')]
  const connections = once(() => join(new Int32Array(size), ({ of }) => of.connections))
  const projects = once(() => join(new Int32Array(size), ({ of }) => of.projects))
  const createdAt = once(() => join(new Float64Array(size), chunk => chunk.createdAt))
  const flaggedFrom = once(() => join(new Float64Array(total('flags')), chunk => chunk.flaggedFrom))
  const flaggedTo = once(() => join(new Float64Array(total('flags')), chunk => chunk.flaggedTo))
  return {
    size,
    ids: join(new Int32Array(size), ({ of }) => of.ids),
    types: join(new Int32Array(size), ({ of }) => of.types),
    assignees: join(new Int32Array(size), ({ of }) => of.assignees),
    statuses: join(new Int32Array(total('statuses')), chunk => chunk.statuses),
    statusAt: join(new Float64Array(total('statuses')), chunk => chunk.statusAt),
    offsets: {
      get statuses() {
        return statuses()
      },
      get flags() {
        return flags()
      },
      get sources() {
        return ofSources()
      },
      get labels() {
        return ofLabels()
      },
      get sprints() {
        return ofSprints()
      },
    },
    get connections() {
      return connections()
    },
    get projects() {
      return projects()
    },
    get createdAt() {
      return createdAt()
    },
    get flaggedFrom() {
      return flaggedFrom()
    },
    get flaggedTo() {
      return flaggedTo()
    },
    get sources() {
      return sources()
    },
    get labels() {
      return labels()
    },
    get sprints() {
      return sprints()
    },
  }
}

function offsetsOf(sizes: Int32Array): Int32Array {
  const offsets = new Int32Array(sizes.length + 1)
  for (let i = 0; i < sizes.length; i++) offsets[i + 1] = (offsets[i] ?? 0) + (sizes[i] ?? 0)
  return offsets
}
