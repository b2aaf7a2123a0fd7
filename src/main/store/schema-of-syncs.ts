import type { Generated } from 'kysely'
import type { Flag, Json } from './column-types.ts'

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
  /** What its settings can be, by their names, as the last verification found. */
  latest_choices: Generated<Json>
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
