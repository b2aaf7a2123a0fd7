import { JobSummary } from '../../src/shared/model/job.ts'

/** A job as a surface sees it: idle, unless told otherwise. */
export const jobSummary = (change: Readonly<Record<string, unknown>> = {}): JobSummary =>
  JobSummary.parse({
    ...{ id: 1, connectionId: 1, connectionName: 'Acme', connectorId: 'git', connectionEnabled: true },
    ...{ state: 'PENDING', intent: 'none', queuePosition: null, activeSources: 1, schedule: null },
    ...{ nextRunAt: null, nextRunBy: null, retries: 0, waitsForUser: false },
    ...{ fault: null, lastRun: null, progress: null, updatedAt: 0 },
    ...change,
  })

/** How far job 1 is. */
export const jobProgress = (fraction: number | null) => ({
  ...{ jobId: 1, runId: 3, at: 1, dataSourceName: 'weir', stream: 'commits', step: 1, steps: 2, done: 5, total: 9 },
  ...{ fraction, ratePerSecond: null, remainingMs: null, waitingUntil: null },
})

/** A run of job 1 that failed. */
export const failedRun = (endedAt: number) => ({
  ...{ id: 3, jobId: 1, trigger: 'manual', outcome: 'failed', read: 0, written: 0, skipped: 0, deleted: 0 },
  ...{ startedAt: 1, endedAt, activeMs: 1, requests: 0, waitedMs: 0, bytes: 0, fault: null },
})
