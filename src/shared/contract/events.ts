import { z } from 'zod'
import { DatabaseTask } from '../model/database.ts'
import { SystemHealth } from '../model/health.ts'
import { ConnectionId } from '../model/ids.ts'
import { JobProgress, JobSummary } from '../model/job.ts'
import { Notice, OrchestratorStatus } from '../model/orchestrator.ts'

/** Tables by the names a client invalidates its queries with. */
export const tableNames = [
  'connections',
  'data_sources',
  'jobs',
  'runs',
  'run_log',
  'repositories',
  'services',
  'commits',
  'commit_stats',
  'tags',
  'branches',
  'people',
  'teams',
  'deployments',
  'incidents',
  'issue_keys',
  'projects',
  'issue_types',
  'statuses',
  'fields',
  'boards',
  'sprints',
  'accounts',
  'issues',
  'flow_versions',
  'flow_facts',
  'hosted_repositories',
  'pull_requests',
  'pull_request_facts',
  'releases',
  'hosted_tags',
  'hosted_deployments',
  'workflow_runs',
  'preferences',
  'orchestrator',
  'notices',
  'database',
] as const
export const TableName = z.enum(tableNames)
export type TableName = z.infer<typeof TableName>

/** Everything the application pushes by itself. Data travels only on request: `data_changed` names the tables to ask again. */
export const events = {
  job_status: JobSummary,
  progress_update: JobProgress,
  orchestrator_status: OrchestratorStatus,
  notice: Notice,
  /** A sign-in has moved on. */
  sign_in_update: z.object({ signInId: z.string() }),
  data_source_update: z.object({ connectionId: ConnectionId.nullable(), verificationId: z.string().nullable() }),
  /** A level, a reason or what is looked after has changed. */
  system_health: SystemHealth,
  /** Work on the database has begun, moved on or ended. */
  database_task: DatabaseTask,
  data_changed: z.object({ tables: z.array(TableName) }),
} as const

export type EventName = keyof typeof events
export type EventData<Name extends EventName> = z.output<(typeof events)[Name]>
export type PushOf = { [Name in EventName]: { readonly event: Name; readonly data: EventData<Name> } }[EventName]

export const isEventName = (name: string): name is EventName => Object.hasOwn(events, name)
