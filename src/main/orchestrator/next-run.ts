import type { JobSummary } from '../../shared/model/job.ts'
import type { JobRow } from './job-rows.ts'
import { type RetrySettings, waitsForUser } from './retry.ts'
import { nextCycle, nextScheduled } from './schedule.ts'
import { startRefusal } from './start-refusal.ts'

/** What decides when jobs start by themselves. */
export interface Plan extends RetrySettings {
  readonly held: boolean
  readonly lastCycleAt: number
  readonly cycleMinutes: number | null
  /** IANA name; cron expressions are read in it. */
  readonly timeZone: string
}

export interface NextRun {
  readonly at: number
  readonly by: NonNullable<JobSummary['nextRunBy']>
}

/** When a job starts by itself and why: its retry, its own schedule or the cycle, whichever comes first. Null when it does not. */
export function nextRun(job: JobRow, plan: Plan, now: number): NextRun | null {
  if (!startsByItself(job, plan)) return null
  const planned: NextRun | null = job.schedule === null ? byCycle(plan, now) : bySchedule(job, plan, now)
  if (job.retryAt === null || (planned && planned.at <= job.retryAt)) return planned
  return { at: job.retryAt, by: 'retry' }
}

/** Whether cycles, schedules and retries may queue a job: not what runs, waits or is paused, nor what only the user can mend. */
export function startsByItself(job: JobRow, { held }: Pick<Plan, 'held'>): boolean {
  const { state, queued } = job.status
  if (held || queued !== null || state === 'RUNNING' || state === 'PAUSED') return false
  return startRefusal(job) === null && !waitsForUser(job.status)
}

function byCycle(plan: Plan, now: number): NextRun | null {
  const at = nextCycle(plan.lastCycleAt, plan.cycleMinutes, now)
  return at === null ? null : { at, by: 'cycle' }
}

function bySchedule(job: JobRow, plan: Plan, now: number): NextRun | null {
  if (job.schedule === null) return null
  const at = nextScheduled(job.schedule, plan.timeZone, job.scheduledAt ?? now, now)
  return at === null ? null : { at, by: 'schedule' }
}
