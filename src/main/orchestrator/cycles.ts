import type { Clock, Logger } from '../ports.ts'
import type { Store } from '../store/open.ts'
import { writePatiently } from '../store/patient-write.ts'
import type { JobRow } from './job-rows.ts'
import type { Ledger } from './ledger.ts'
import { nextRun, type Plan, startsByItself } from './next-run.ts'
import { setLastCycle } from './orchestrator-row.ts'
import { isRetryDue } from './retry.ts'
import { nextCycle, nextScheduled } from './schedule.ts'
import type { Serial } from './serial.ts'

export interface CyclesParts {
  readonly db: Store['db']
  readonly ledger: Ledger
  readonly serial: Serial
  readonly clock: Clock
  readonly logger: Logger
  /** Jobs were queued: the lane may take one. */
  readonly onQueued: () => void
}

/** What starts by itself: cycles, schedules of single connections, retries. */
export interface Cycles {
  /**
   * Queues what is due, now and from now on: when it is due, and at least every half minute, so that a sleeping machine or a
   * changed clock is noticed. What was missed, however often, counts once. Called again, it looks at once.
   */
  start(): Promise<void>
  /** Queues every job that may start by itself, now. */
  runAll(): Promise<void>
  stop(): void
}

const longestWaitMs = 30_000

export function createCycles({ db, ledger, serial, clock, logger, onQueued }: CyclesParts): Cycles {
  let timer: NodeJS.Timeout | null = null
  let stopped = false

  /** A job is queued once, whatever it is due for and however often that was missed. */
  async function queueDue(everything: boolean): Promise<void> {
    const plan = await ledger.plan()
    if (plan.held || stopped) return
    const now = clock.now()
    const jobs = await ledger.rows()
    const startable = jobs.filter(job => startsByItself(job, plan))
    const cycle = everything || isPast(nextCycle(plan.lastCycleAt, plan.cycleMinutes, now), now)
    const obeyed = jobs.filter(job => isScheduleDue(job, plan, now))
    const retries = everything ? [] : startable.filter(job => isRetryDue(job.retryAt, plan, now))
    const planned = startable.filter(job => everything || (job.schedule === null ? cycle : obeyed.includes(job)))
    const scheduled = planned.filter(job => !retries.includes(job))
    const recorded = [
      ...(await ledger.recordAll(retries, { type: 'runRequested', trigger: 'retry' })),
      ...(await ledger.recordAll(scheduled, { type: 'runRequested', trigger: everything ? 'manual' : 'schedule' })),
    ]
    // What was remembered by a clock that has been set back counts from now on, or its next time would move on with the clock.
    const counts = {
      cycle: cycle || plan.lastCycleAt > now,
      jobs: jobs.filter(job => obeyed.includes(job) || (job.scheduledAt ?? 0) > now),
    }
    if (counts.cycle || counts.jobs.length > 0) await remember(counts.cycle, counts.jobs, now)
    if (!cycle && recorded.length === 0) return
    logger.info('Queued what was due', { cycle, planned: scheduled.length, retries: retries.length })
    await ledger.announce(recorded)
    onQueued()
  }

  const remember = (cycle: boolean, obeyed: readonly JobRow[], now: number) =>
    writePatiently(db, async trx => {
      if (cycle) await setLastCycle(trx, now)
      if (obeyed.length === 0) return
      const ids = obeyed.map(job => job.jobId)
      await trx.updateTable('jobs').set({ scheduled_at: now }).where('id', 'in', ids).execute()
    })

  async function look(): Promise<void> {
    try {
      await serial(() => queueDue(false))
    } catch (error) {
      logger.error('What is due could not be queued', { error })
    }
  }

  async function lookFromNowOn(): Promise<void> {
    if (timer) clearTimeout(timer)
    await look()
    const waitMs = await untilNextDue()
    if (timer) clearTimeout(timer)
    if (!stopped) timer = setTimeout(() => void lookFromNowOn(), waitMs).unref()
  }

  /** Not longer than half a minute: timers stand still while the machine sleeps. */
  async function untilNextDue(): Promise<number> {
    try {
      const [plan, jobs] = await Promise.all([ledger.plan(), ledger.rows()])
      const now = clock.now()
      const due = jobs.flatMap(job => nextRun(job, plan, now)?.at ?? [])
      return Math.min(longestWaitMs, Math.max(250, Math.min(...due) - now))
    } catch {
      return longestWaitMs
    }
  }

  return {
    start: lookFromNowOn,
    runAll: () => serial(() => queueDue(true)),
    stop() {
      stopped = true
      if (timer) clearTimeout(timer)
    },
  }
}

const isPast = (at: number | null, now: number) => at !== null && at <= now

const isScheduleDue = ({ schedule, scheduledAt }: JobRow, { timeZone }: Plan, now: number): boolean =>
  schedule !== null && isPast(nextScheduled(schedule, timeZone, scheduledAt ?? now, now), now)
