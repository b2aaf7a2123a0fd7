import type { Generated } from 'kysely'

/** SQLite has no booleans: 1 is true. */
type Flag = 0 | 1
/** JSON text; each column says of what. */
type Json = string

/**
 * The database, table by table. Times are epoch ms (`_at`), durations ms (`_ms`), shas blobs. A null `removed_at` or a 1 in
 * `active`/`enabled` is the ordinary case: what is inactive at any level counts nowhere.
 */
export interface Database {
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
  tags: TagTable
  branches: BranchTable
  deployment_rules: DeploymentRuleTable
  deployments: DeploymentTable
  deployment_changes: DeploymentChangeTable
  orchestrator: OrchestratorTable
  notices: NoticeTable
  upkeep: UpkeepTable
}

export interface ConnectionTable {
  id: Generated<number>
  connector_id: string
  name: string
  enabled: Flag
  /** Set when the user removed it: hidden everywhere at once, its rows are deleted in the background. */
  removed_at: number | null
  settings: Json
  last_sync_status: string | null
  last_sync_at: number | null
  last_sync_error: Json | null
  last_verification_at: number | null
  last_verification_error: Json | null
  latest_options: Json
  /** A cron expression of its own; null follows the cycle. */
  schedule: string | null
  /** When its credentials cease to be valid; null when nobody knows. */
  credentials_expire_at: number | null
  created_at: number
  updated_at: number
}

/** Secrets, sealed by the vault. Never exported. */
export interface CredentialTable {
  connection_id: number
  name: string
  key_id: string
  sealed: Buffer
}

export interface DataSourceTable {
  id: Generated<number>
  connection_id: number
  external_id: string
  name: string
  kind: string
  description: string
  active: Flag
  last_sync_at: number | null
}

export interface JobTable {
  id: Generated<number>
  connection_id: number
  state: string
  /** What the user asked of a running job: none, pausing, stopping. */
  intent: string
  /** Place in the queue, smallest first; null when not waiting. */
  queue_order: number | null
  /** Why it waits: the trigger of the run to come. */
  queue_trigger: string | null
  fault: Json | null
  /** How often it was tried again since it was last asked for or finished. */
  retries: Generated<number>
  /** When it is to be tried again; null when it is not. */
  retry_at: number | null
  /** The last time its connection's own schedule was obeyed. */
  scheduled_at: number | null
  updated_at: number
}

export interface RunTable {
  id: Generated<number>
  job_id: number
  trigger: string
  outcome: string
  started_at: number
  ended_at: number | null
  fault: Json | null
}

/** Counts of one stream of one data source in one run, kept by the job's thread in the page's own transaction. */
export interface RunStreamTable {
  run_id: number
  data_source_id: number | null
  data_source_name: string
  stream: string
  position: number
  read: number
  written: number
  skipped: number
  deleted: number
  requests: number
  waited_ms: number
  bytes: number
  active_ms: number
  complete: Flag
}

export interface RunLogTable {
  id: Generated<number>
  run_id: number
  at: number
  level: string
  message: string
}

export interface CursorTable {
  data_source_id: number
  stream: string
  cursor: Json
  /** Fingerprint of the settings it was made with: another one starts the stream afresh. */
  fingerprint: string
  /** 1 once the stream has ended with this cursor, 0 while it is under way. */
  complete: Flag
  updated_at: number
}

export interface RepositoryTable {
  id: Generated<number>
  data_source_id: number
  path: string
  default_branch: string | null
  object_format: string
  shallow: Flag
  /** Counted up with every page that touches what deployments are made from; equal to `derived_seq` when they are up to date. */
  changed_seq: number
  derived_seq: number
  /** The rule the deployments were made by; null before the first derivation. */
  derived_rule: Json | null
}

/** One identity per e-mail (compared in lower case), as `.mailmap` left it. */
export interface PersonTable {
  id: Generated<number>
  email: string
  name: string
  /** When the name was last used, by the dates of the commits and tags that bear it. */
  named_at: number
  bot: Flag
  active: Flag
}

export interface CommitTable {
  id: Generated<number>
  repository_id: number
  sha: Buffer
  author_id: number
  committer_id: number
  authored_at: number
  author_offset_minutes: number
  committed_at: number
  committer_offset_minutes: number
  subject: string
  parents: number
  active: Flag
  /** Null until counted; 0 for merges, as `git log --numstat` has it. */
  additions: number | null
  deletions: number | null
  files: number | null
}

/** The graph. Position 0 is the first parent. A parent outside a shallow clone has no row. */
export interface CommitParentTable {
  commit_id: number
  position: number
  parent_id: number
}

export interface TagTable {
  id: Generated<number>
  repository_id: number
  name: string
  /** Null for a tag on a tree or a file. */
  commit_id: number | null
  annotated: Flag
  tagged_at: number | null
  tagger_id: number | null
  active: Flag
}

export interface BranchTable {
  id: Generated<number>
  repository_id: number
  name: string
  commit_id: number
  active: Flag
}

/** The rules the user saved; a repository without one follows Weir's choice. */
export interface DeploymentRuleTable {
  repository_id: number
  rule: Json
  updated_at: number
}

/** Derived from tags, branches and the graph; rebuilt by the maintenance thread. */
export interface DeploymentTable {
  id: Generated<number>
  repository_id: number
  /** Tag name, or the short sha of a merge. */
  name: string
  commit_id: number
  finished_at: number
  /** The first known one of its repository: its changes cannot be told. */
  first: Flag
  /** Commits first contained in it; of a first deployment, its whole history. */
  changes: number
}

/** Derived: the deployment a commit first shipped with. `lead_time_ms` is null when negative. First deployments have no rows. */
export interface DeploymentChangeTable {
  commit_id: number
  deployment_id: number
  lead_time_ms: number | null
}

/** One row: what the orchestrator remembers beyond its jobs. */
export interface OrchestratorTable {
  id: number
  /** 1 while everything is paused: nothing starts. */
  held: Flag
  last_cycle_at: number | null
}

/** What the user should know of, until they have seen it. */
export interface NoticeTable {
  id: Generated<number>
  at: number
  kind: string
  connection_id: number
  run_id: number | null
  fault: Json | null
  seen_at: number | null
}

/** One row: the last integrity check, and what it found; null when the database was sound. */
export interface UpkeepTable {
  id: number
  integrity_checked_at: number | null
  integrity_finding: string | null
}
