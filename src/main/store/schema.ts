import type { CodeHostTables } from './schema-of-code-hosts.ts'
import type { DeliveryTables } from './schema-of-delivery.ts'
import type { FlowTables } from './schema-of-flow.ts'
import type {
  BranchTable,
  CommitMentionTable,
  CommitParentTable,
  CommitTable,
  DeploymentRuleTable,
  PersonTable,
  RepositoryTable,
  TagTable,
} from './schema-of-git.ts'
import type { IssueTables } from './schema-of-issues.ts'
import type { PeopleTables } from './schema-of-people.ts'
import type {
  ConnectionTable,
  CredentialTable,
  CursorTable,
  DataSourceTable,
  JobTable,
  NoticeTable,
  OrchestratorTable,
  RunLogTable,
  RunStreamTable,
  RunTable,
  UpkeepTable,
} from './schema-of-syncs.ts'

/**
 * The database, table by table. Times are epoch ms (`_at`), durations ms (`_ms`), shas blobs. A null `removed_at` or a 1 in
 * `active`/`enabled` is the ordinary case: what is inactive at any level counts nowhere.
 */
export interface Database extends IssueTables, FlowTables, PeopleTables, CodeHostTables, DeliveryTables {
  connections: ConnectionTable
  credentials: CredentialTable
  data_sources: DataSourceTable
  jobs: JobTable
  runs: RunTable
  run_streams: RunStreamTable
  run_log: RunLogTable
  cursors: CursorTable
  repositories: RepositoryTable
  people: PersonTable
  commits: CommitTable
  commit_parents: CommitParentTable
  commit_mentions: CommitMentionTable
  tags: TagTable
  branches: BranchTable
  deployment_rules: DeploymentRuleTable
  orchestrator: OrchestratorTable
  notices: NoticeTable
  upkeep: UpkeepTable
}
