import { z } from 'zod'
import { Fault } from '../contract/faults.ts'
import { ConnectionId, DataSourceId, JobId, RunId } from './ids.ts'
import { Count, DurationMs, Instant } from './time.ts'

export const JobState = z.enum(['PENDING', 'RUNNING', 'PAUSED', 'FINISHED', 'FAILED'])
export type JobState = z.infer<typeof JobState>

/** What the user has asked a running job to do and it has not done yet. */
export const JobIntent = z.enum(['none', 'pausing', 'stopping'])
export type JobIntent = z.infer<typeof JobIntent>

export const RunTrigger = z.enum(['manual', 'schedule', 'retry', 'webhook'])
export type RunTrigger = z.infer<typeof RunTrigger>

export const RunOutcome = z.enum(['running', 'paused', 'finished', 'failed', 'stopped', 'interrupted'])
export type RunOutcome = z.infer<typeof RunOutcome>

export const RecordCounts = z.object({ read: Count, written: Count, skipped: Count, deleted: Count })
export type RecordCounts = z.infer<typeof RecordCounts>

/** One execution of a job. A paused run that is resumed goes on as the same run; `activeMs` leaves the pauses out. */
export const RunSummary = RecordCounts.extend({
  id: RunId,
  jobId: JobId,
  trigger: RunTrigger,
  outcome: RunOutcome,
  startedAt: Instant,
  endedAt: Instant.nullable(),
  activeMs: DurationMs,
  requests: Count,
  waitedMs: DurationMs,
  bytes: Count,
  fault: Fault.nullable(),
})
export type RunSummary = z.infer<typeof RunSummary>

export const RunStream = RecordCounts.extend({
  dataSourceId: DataSourceId.nullable(),
  dataSourceName: z.string(),
  stream: z.string(),
  requests: Count,
  waitedMs: DurationMs,
  bytes: Count,
  activeMs: DurationMs,
  complete: z.boolean(),
})
export type RunStream = z.infer<typeof RunStream>

const RunWithStreams = RunSummary.extend({ streams: z.array(RunStream) })

/** A run, stream by stream; `previous` is the same job's run before it. */
export const RunDetail = RunWithStreams.extend({ connectionName: z.string(), previous: RunWithStreams.nullable() })
export type RunDetail = z.infer<typeof RunDetail>

export const LogLevel = z.enum(['debug', 'info', 'warn', 'error'])
export type LogLevel = z.infer<typeof LogLevel>

export const RunLogEntry = z.object({ id: z.int(), at: Instant, level: LogLevel, message: z.string() })
export type RunLogEntry = z.infer<typeof RunLogEntry>

/** What a remote has left for us: so many requests of so many, all of them again at `resetsAt`. */
export const RemoteBudget = z.object({ name: z.string(), remaining: Count, limit: Count, resetsAt: Instant })
export type RemoteBudget = z.infer<typeof RemoteBudget>

/**
 * How far a run has come. `step` counts streams over all data sources; `done` and `total` count records of the current one.
 * `fraction` is 0..1 over the whole run; null while nothing can be said.
 */
export const JobProgress = z.object({
  jobId: JobId,
  runId: RunId,
  at: Instant,
  dataSourceName: z.string(),
  stream: z.string(),
  step: Count,
  steps: Count,
  done: Count,
  total: Count.nullable(),
  fraction: z.number().min(0).max(1).nullable(),
  ratePerSecond: z.number().nonnegative().nullable(),
  remainingMs: DurationMs.nullable(),
  waitingUntil: Instant.nullable(),
  /** The limits of the remotes asked in this run, as last told. */
  budgets: z.array(RemoteBudget).readonly().optional(),
})
export type JobProgress = z.infer<typeof JobProgress>

export const JobSummary = z.object({
  id: JobId,
  connectionId: ConnectionId,
  connectionName: z.string(),
  connectorId: z.string(),
  connectionEnabled: z.boolean(),
  state: JobState,
  intent: JobIntent,
  /** 1 is next; null when it does not wait in the queue. */
  queuePosition: Count.nullable(),
  activeSources: Count,
  /** Its connection's own cron expression; null follows the cycle. */
  schedule: z.string().nullable(),
  /** When it starts by itself, as things stand, and why; null when it does not. */
  nextRunAt: Instant.nullable(),
  nextRunBy: z.enum(['cycle', 'schedule', 'retry']).nullable(),
  /** How often it was tried again since it was last asked for. */
  retries: Count,
  /** It has failed for a reason only the user can mend. */
  waitsForUser: z.boolean(),
  fault: Fault.nullable(),
  lastRun: RunSummary.nullable(),
  progress: JobProgress.nullable(),
  updatedAt: Instant,
})
export type JobSummary = z.infer<typeof JobSummary>
