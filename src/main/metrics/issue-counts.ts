import type { Database } from 'better-sqlite3'
import type { SourceIssues } from '../../shared/model/connection.ts'
import type { ConnectionId } from '../../shared/model/ids.ts'

/** How many issues each data source of a connection names at present; those without any are left out. */
export const issueCounts = (db: Database, { connectionId }: { readonly connectionId: ConnectionId }): SourceIssues[] =>
  db
    .prepare<[number], SourceIssues>(
      `select data_sources.id as dataSourceId, count(*) as issues
       from data_sources join issue_sources on issue_sources.data_source_id = data_sources.id
       where data_sources.connection_id = ? and issue_sources.active = 1 group by data_sources.id`,
    )
    .all(connectionId)
