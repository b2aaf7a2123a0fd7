import type { Database } from 'better-sqlite3'
import { FlowConfig } from '../../shared/model/flow.ts'
import type { FlowVersionId } from '../../shared/model/ids.ts'

export interface FlowVersion {
  readonly id: FlowVersionId
  /** Null for Weir itself. */
  readonly author: string | null
  readonly config: FlowConfig
}

/** The flow configuration in force; null before the first issues came. */
export function readFlowConfig(db: Database): FlowVersion | null {
  const row = db
    .prepare<[], { id: FlowVersionId; author: string | null; config: string }>(
      'select id, author, config from flow_versions order by id desc limit 1',
    )
    .get()
  return row ? { ...row, config: FlowConfig.parse(JSON.parse(row.config)) } : null
}

/** The id of the version in force: as long as it stays, so does the configuration. */
export const flowVersionInForce = (db: Database): number =>
  db.prepare<[], number | null>('select max(id) from flow_versions').pluck().get() ?? 0
