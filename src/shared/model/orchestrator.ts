import { z } from 'zod'
import { Fault } from '../contract/faults.ts'
import { ConnectionId, JobId, NoticeId, RunId } from './ids.ts'
import { Instant } from './time.ts'

/** The orchestrator as a whole; what each job does is its own summary. */
export const OrchestratorStatus = z.object({
  /** Everything is paused: nothing starts until it is resumed. */
  held: z.boolean(),
  lastCycleAt: Instant.nullable(),
  /** Null when cycles are off or everything is paused. */
  nextCycleAt: Instant.nullable(),
  running: JobId.nullable(),
  /** Who waits, next one first. */
  queue: z.array(JobId),
})
export type OrchestratorStatus = z.infer<typeof OrchestratorStatus>

/** A cron expression of five fields. */
export const Schedule = z.string().trim().min(1).max(200)

/**
 * What the user should know of: a long run finished, a job failed and is not tried again by itself, a run was found
 * interrupted, credentials need attention.
 */
export const NoticeKind = z.enum(['finished', 'failed', 'interrupted', 'credentials'])
export type NoticeKind = z.infer<typeof NoticeKind>

export const Notice = z.object({
  id: NoticeId,
  at: Instant,
  kind: NoticeKind,
  connectionId: ConnectionId,
  connectionName: z.string(),
  jobId: JobId,
  runId: RunId.nullable(),
  fault: Fault.nullable(),
})
export type Notice = z.infer<typeof Notice>
