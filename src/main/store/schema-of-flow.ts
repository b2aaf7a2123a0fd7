import type { Generated } from 'kysely'
import type { Json } from './column-types.ts'

/** The flow configuration as it was saved; the newest is in force. */
export interface FlowVersionTable {
  id: Generated<number>
  saved_at: number
  /** Who saved it; null for Weir itself. */
  author: string | null
  summary: string
  /** A `FlowConfig`. */
  config: Json
}

/** Which status a value of the status field in the histories is. */
export interface ChangeStatusTable {
  value_id: number
  status_id: number
}

/** What is derived from the issues with `id` between `id * 128` and `id * 128 + 127`. */
export interface IssueChunkTable {
  id: number
  /** Counted up over all chunks with every change of one. */
  version: number
  /** See `src/main/flow/issue-chunk.ts`. */
  packed: Buffer
}

export interface FlowTables {
  flow_versions: FlowVersionTable
  change_statuses: ChangeStatusTable
  issue_chunks: IssueChunkTable
}
