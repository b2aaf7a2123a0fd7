import type { JobId, RunId } from '../../shared/model/ids.ts'
import type { JobProgress, RemoteBudget } from '../../shared/model/job.ts'
import type { Step } from './plan.ts'
import { createRateWindow } from './rate-window.ts'

export interface Progress {
  /** The step is not to be read (any more): it was completed before a pause, or it or its source has failed. */
  skip(step: Step): void
  begin(step: Step): void
  page(page: PageProgress): void
  end(step: Step): void
  /** A remote's limit is waited out until then (epoch ms); null when that is over. */
  waiting(until: number | null): void
}

export interface PageProgress {
  readonly records: number
  readonly total?: number | undefined
  /** Records committed before this reading began. */
  readonly resumedAt?: number | undefined
}

export interface ProgressOptions {
  readonly jobId: JobId
  readonly runId: RunId
  readonly steps: readonly Step[]
  readonly now: () => number
  /** What remotes have left of their limits. */
  readonly budgets?: () => readonly RemoteBudget[]
  readonly send: (progress: JobProgress) => void
  /** Calls back after a time, unless it is cancelled by what it returns. */
  readonly after?: (ms: number, callBack: () => void) => () => void
}

const intervalMs = 250

const afterTimeout = (ms: number, callBack: () => void) => {
  const timer = setTimeout(callBack, ms).unref()
  return () => clearTimeout(timer)
}

/**
 * Reports a run's progress: at each step's beginning and end, and at most four times a second in between. What comes too soon is
 * reported a little later: the next page may be long in coming.
 */
export function createProgress(options: ProgressOptions): Progress {
  const { jobId, runId, steps, now, send, after = afterTimeout, budgets = () => [] } = options
  const allWeight = steps.reduce((sum, step) => sum + step.weight, 0)
  const overall = createRateWindow(30_000)
  let records = createRateWindow(10_000)
  let current: Step | null = null
  let pastWeight = 0
  let done = 0
  let total: number | null = null
  let fraction = 0
  let waitingUntil: number | null = null
  let sentAt = Number.NEGATIVE_INFINITY
  let cancelLater: (() => void) | null = null

  function update(at: number): void {
    const part = current && total ? Math.min(done / total, 1) * current.weight : 0
    fraction = Math.min(Math.max(fraction, allWeight > 0 ? (pastWeight + part) / allWeight : 0), 1)
    overall.add(at, fraction)
  }

  function report(step: Step, at: number): void {
    const rate = records.perMs()
    const speed = overall.perMs()
    const left = budgets()
    sentAt = at
    cancelLater?.()
    cancelLater = null
    send({
      jobId,
      runId,
      at,
      dataSourceName: step.source.name,
      stream: step.stream.label,
      step: steps.indexOf(step) + 1,
      steps: steps.length,
      done,
      total,
      fraction,
      ratePerSecond: rate === null ? null : rate * 1000,
      remainingMs: speed === null || speed <= 0 ? null : Math.round((1 - fraction) / speed),
      waitingUntil,
      ...(left.length > 0 && { budgets: left }),
    })
  }

  function reportLater(): void {
    cancelLater = null
    if (current) report(current, now())
  }

  return {
    skip(step) {
      current = null
      pastWeight += step.weight
    },
    begin(step) {
      current = step
      done = 0
      total = null
      records = createRateWindow(10_000)
      const at = now()
      records.add(at, 0)
      update(at)
      report(step, at)
    },
    page(page) {
      const at = now()
      if (page.resumedAt !== undefined) {
        done = page.resumedAt
        records = createRateWindow(10_000)
        records.add(at, done)
      }
      done += page.records
      if (page.total !== undefined) total = page.total
      if (total !== null && done > total) total = done
      records.add(at, done)
      update(at)
      if (!current) return
      if (at - sentAt >= intervalMs) return report(current, at)
      cancelLater ??= after(intervalMs - (at - sentAt), reportLater)
    },
    waiting(until) {
      if (until === waitingUntil) return
      waitingUntil = until
      if (current) report(current, now())
    },
    end(step) {
      const at = now()
      current = null
      pastWeight += step.weight
      total = done
      update(at)
      report(step, at)
    },
  }
}
