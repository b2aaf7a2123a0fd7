import { z } from 'zod'
import { AppInfo } from '../model/app-info.ts'
import { CommitActivity, CommitItem } from '../model/commit-activity.ts'
import {
  ConnectionDetail,
  ConnectionSummary,
  ConnectorSummary,
  Impact,
  SourceIssues,
  Verification,
} from '../model/connection.ts'
import { DatabaseInfo } from '../model/database.ts'
import { SystemHealth } from '../model/health.ts'
import { ConnectionId, DataSourceId, DeploymentId, JobId, NoticeId, RepositoryId, RunId } from '../model/ids.ts'
import { JobSummary, LogLevel, RunDetail, RunLogEntry, RunSummary } from '../model/job.ts'
import { ChangeItem, DeploymentItem, DoraMetrics, MetricsFilter, PageRequest } from '../model/metrics.ts'
import { Notice, OrchestratorStatus, Schedule } from '../model/orchestrator.ts'
import { PreferenceChange, PreferenceValues } from '../model/preferences.ts'
import { DeploymentRule, Repository, RulePreview } from '../model/repository.ts'
import { Count, Instant } from '../model/time.ts'
import { command, query } from './define.ts'
import { methodsOfDelivery } from './methods-of-delivery.ts'
import { methodsOfFlow } from './methods-of-flow.ts'
import { methodsOfFlowMapping } from './methods-of-flow-mapping.ts'
import { methodsOfFlowMetrics } from './methods-of-flow-metrics.ts'
import { methodsOfIssueKeys } from './methods-of-issue-keys.ts'
import { methodsOfPeople } from './methods-of-people.ts'
import { methodsOfPullRequests } from './methods-of-pull-requests.ts'
import { methodsOfQuality } from './methods-of-quality.ts'
import { methodsOfServices } from './methods-of-services.ts'
import { methodsOfSignIns } from './methods-of-sign-ins.ts'

const nothing = z.void()
const settings = z.record(z.string(), z.unknown())
/** Secrets by field name. A null removes one, an absent one stays as it is. */
const credentials = z.record(z.string(), z.string().nullable())
/** Settings chosen among what the verification found, by name; an empty one leaves the choice to Weir. */
const choices = z.record(z.string(), z.string().max(200)).default({})
const name = z.string().trim().min(1).max(200)
const page = <Row extends z.ZodType>(row: Row) => z.object({ rows: z.array(row), total: Count })

/** The whole wire: every method, what it takes and what it answers. */
export const methods = {
  'app.info': query(nothing, AppInfo),
  /** When the application is blocked by a store fault: tries to open the store again. */
  'app.retry': command(nothing, AppInfo),
  'app.unlockVault': command(z.object({ passphrase: z.string().min(1) }), nothing),
  'app.pickFolders': command(nothing, z.array(z.string())),
  /** Shows the system's save dialog; null when it was cancelled. Only where `canPickFolders`. */
  'app.pickSavePath': command(z.object({ suggestedName: name }), z.string().nullable()),
  /** A new one-time link to the browser app; only callers on this machine's local socket or the window may ask. */
  'app.createLink': command(nothing, z.object({ url: z.string() })),
  'rpc.cancel': query(z.object({ requestId: z.string() }), nothing),

  'preferences.get': query(nothing, PreferenceValues),
  'preferences.set': command(PreferenceChange, PreferenceValues),

  /** Works without a database too, as do `restore` and `cancel`: a damaged one is told by `app.info`'s `blockedBy`. */
  'database.info': query(nothing, DatabaseInfo),
  /**
   * Each of these begins the one task on the database and answers at once; `database_task` tells how it goes on. `job.conflict` while another
   * task goes on, and for restore, compact and move while a job runs: jobs wait until they end.
   */
  'database.check': command(nothing, DatabaseInfo),
  'database.backUp': command(nothing, DatabaseInfo),
  /** `backup` is the name of one of `backups`. Other requests fail while the database is replaced; then everything has changed. */
  'database.restore': command(z.object({ backup: z.string().max(200) }), DatabaseInfo),
  /** Nothing can be changed meanwhile. It cannot be cancelled. */
  'database.compact': command(nothing, DatabaseInfo),
  /** Everything but credentials, to a new file at an absolute path. `settings.invalid` names the field `path`. */
  'database.export': command(z.object({ path: z.string().min(1).max(4096) }), DatabaseInfo),
  /** To an absolute, empty or new folder; Weir starts again there. `settings.invalid` names the field `folder`. Other requests fail meanwhile. */
  'database.move': command(z.object({ folder: z.string().min(1).max(4096) }), DatabaseInfo),
  /** Ends the task as if it had never begun; `job.conflict` when it is too late for that. */
  'database.cancel': command(nothing, DatabaseInfo),

  'connectors.list': query(nothing, z.array(ConnectorSummary)),

  'verifications.start': command(
    z.object({
      connectorId: z.string(),
      connectionId: ConnectionId.nullable(),
      settings,
      credentials,
      /** A new sign-in the connection is to use; absent, it keeps the one it has. */
      signInId: z.string().nullable().default(null),
    }),
    Verification,
  ),
  'verifications.get': query(z.object({ verificationId: z.string() }), Verification),
  'verifications.cancel': command(z.object({ verificationId: z.string() }), Verification),

  'connections.list': query(nothing, z.array(ConnectionSummary)),
  'connections.get': query(z.object({ connectionId: ConnectionId }), ConnectionDetail),
  /** Needs a passed verification of the same settings; `sources` are external ids among its options. */
  'connections.create': command(
    z.object({
      name,
      verificationId: z.string(),
      sources: z.array(z.string()).min(1),
      choices,
      syncNow: z.boolean().default(true),
    }),
    ConnectionSummary,
  ),
  /**
   * With a verification, its settings, `choices` among them, and secrets replace the old ones; without, `choices` are among what the
   * last one found. `sources` is the whole wanted list: the rest become inactive.
   */
  'connections.update': command(
    z.object({
      connectionId: ConnectionId,
      name: name.optional(),
      enabled: z.boolean().optional(),
      /** Null follows the cycle. */
      schedule: Schedule.nullable().optional(),
      verificationId: z.string().optional(),
      choices,
      sources: z.array(z.string()).optional(),
    }),
    ConnectionSummary,
  ),
  /** Of the data sources that have any. */
  'connections.issueCounts': query(z.object({ connectionId: ConnectionId }), z.array(SourceIssues)),
  'connections.removalImpact': query(z.object({ connectionId: ConnectionId }), Impact),
  'connections.remove': command(z.object({ connectionId: ConnectionId }), nothing),
  'dataSources.deactivationImpact': query(z.object({ dataSourceId: DataSourceId }), Impact),
  'dataSources.setActive': command(z.object({ dataSourceId: DataSourceId, active: z.boolean() }), nothing),

  'jobs.list': query(nothing, z.array(JobSummary)),
  'jobs.get': query(z.object({ jobId: JobId }), JobSummary),
  'jobs.runNow': command(z.object({ jobId: JobId }), JobSummary),
  'jobs.pause': command(z.object({ jobId: JobId }), JobSummary),
  'jobs.resume': command(z.object({ jobId: JobId }), JobSummary),
  'jobs.forceStop': command(z.object({ jobId: JobId }), JobSummary),
  'jobs.dequeue': command(z.object({ jobId: JobId }), JobSummary),
  /** Position 1 is next. A position beyond the end is the end. */
  'jobs.moveInQueue': command(z.object({ jobId: JobId, position: Count.min(1) }), JobSummary),
  'jobs.emptyQueue': command(nothing, OrchestratorStatus),
  /** Pauses the running job; nothing starts until everything is resumed, by a cycle or by hand, restarts included. */
  'jobs.pauseAll': command(nothing, OrchestratorStatus),
  'jobs.resumeAll': command(nothing, OrchestratorStatus),

  'orchestrator.status': query(nothing, OrchestratorStatus),
  /** Queues every job that may start by itself, now. */
  'orchestrator.runAll': command(nothing, OrchestratorStatus),
  /** When a cron expression would start a sync next, in the user's time zone. Faults `settings.invalid` for one that is none. */
  'schedules.preview': query(z.object({ schedule: Schedule }), z.object({ nextRunsAt: z.array(Instant) })),

  /** What the user has not seen yet, newest first. */
  'notices.list': query(nothing, z.array(Notice)),
  'notices.dismiss': command(z.object({ noticeIds: z.array(NoticeId) }), nothing),

  'runs.list': query(z.object({ jobId: JobId.nullable(), ...PageRequest.shape }), page(RunSummary)),
  'runs.get': query(z.object({ runId: RunId }), RunDetail),
  /** Newest first. `search` matches anywhere in the message, ignoring case; `minLevel` leaves out what is less severe. */
  'runs.log': query(
    z.object({
      runId: RunId,
      minLevel: LogLevel.default('debug'),
      search: z.string().max(200).default(''),
      ...PageRequest.shape,
    }),
    page(RunLogEntry),
  ),

  /** Everything is measured anew. */
  'health.get': query(nothing, SystemHealth),
  /** As `health.get`, after the whole database was checked for damage: about two seconds per gigabyte. */
  'health.check': command(nothing, SystemHealth),

  'repositories.list': query(nothing, z.array(Repository)),
  'repositories.previewRule': query(z.object({ repositoryId: RepositoryId, rule: DeploymentRule }), RulePreview),
  /** A null rule gives the choice back to Weir. */
  'repositories.saveRule': command(z.object({ repositoryId: RepositoryId, rule: DeploymentRule.nullable() }), nothing),

  'metrics.dora': query(MetricsFilter, DoraMetrics),
  'metrics.activity': query(MetricsFilter, CommitActivity),
  'metrics.deployments': query(
    z.object({
      filter: MetricsFilter,
      only: z.enum(['all', 'failed', 'unplanned']).default('all'),
      page: PageRequest,
    }),
    page(DeploymentItem),
  ),
  'metrics.changes': query(
    z.object({ filter: MetricsFilter, deploymentId: DeploymentId.nullable(), page: PageRequest }),
    page(ChangeItem),
  ),
  'metrics.commits': query(z.object({ filter: MetricsFilter, page: PageRequest }), page(CommitItem)),

  ...methodsOfSignIns,
  ...methodsOfFlow,
  ...methodsOfFlowMetrics,
  ...methodsOfDelivery,
  ...methodsOfServices,
  ...methodsOfIssueKeys,
  ...methodsOfPeople,
  ...methodsOfFlowMapping,
  ...methodsOfPullRequests,
  ...methodsOfQuality,
} as const

export type Methods = typeof methods
export type MethodName = keyof Methods
/** What a caller passes: defaults may be left out. */
export type InputOf<Name extends MethodName> = z.input<Methods[Name]['input']>
/** What a handler receives: parsed, defaults filled in. */
export type ParsedInputOf<Name extends MethodName> = z.output<Methods[Name]['input']>
export type OutputOf<Name extends MethodName> = z.output<Methods[Name]['output']>

export const isMethodName = (name: string): name is MethodName => Object.hasOwn(methods, name)
