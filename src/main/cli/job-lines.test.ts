import { expect, test } from 'vitest'
import { JobSummary } from '../../shared/model/job.ts'
import { jobLines, stateWords } from './job-lines.ts'

const job = (change: object) =>
  JobSummary.parse({
    id: 1,
    connectionId: 1,
    connectionName: 'Acme',
    connectorId: 'git',
    connectionEnabled: true,
    state: 'PENDING',
    intent: 'none',
    queuePosition: null,
    activeSources: 1,
    schedule: null,
    nextRunAt: null,
    nextRunBy: null,
    retries: 0,
    waitsForUser: false,
    fault: null,
    lastRun: null,
    progress: null,
    updatedAt: 0,
    ...change,
  })

const now = 10_000_000
const run = {
  ...{ id: 3, jobId: 1, trigger: 'manual', outcome: 'failed', read: 0, written: 0, skipped: 0, deleted: 0 },
  ...{ startedAt: 1, endedAt: now - 7_200_000, activeMs: 1, requests: 0, waitedMs: 0, bytes: 0, fault: null },
}
const progress = {
  ...{ jobId: 1, runId: 3, at: 1, dataSourceName: 'weir', stream: 'commits', step: 1, steps: 2, done: 5, total: 9 },
  ...{ fraction: 0.489, ratePerSecond: null, remainingMs: null, waitingUntil: null },
}

test('what a job does is told in words', () => {
  const words = [
    job({}),
    job({ queuePosition: 2 }),
    job({ state: 'RUNNING' }),
    job({ state: 'RUNNING', intent: 'stopping' }),
    job({ state: 'PAUSED' }),
    job({ state: 'PAUSED', queuePosition: 1 }),
    job({ state: 'FAILED' }),
    job({ state: 'FAILED', waitsForUser: true }),
    job({ state: 'FINISHED', connectionEnabled: false }),
  ].map(stateWords)
  expect(words).toEqual([
    ...['not running', 'waiting (2)', 'running', 'stopping', 'paused', 'waiting (1)'],
    ...['failed', 'failed, waits for you', 'off'],
  ])
})

test('the table says how far a job is, when it starts next and how its last run ended', () => {
  const lines = jobLines(
    [
      job({
        state: 'RUNNING',
        progress,
        lastRun: { ...run, outcome: 'running', endedAt: null, startedAt: now - 5_000 },
      }),
      job({ connectionName: 'B', state: 'FAILED', lastRun: run, nextRunAt: now + 60_000, nextRunBy: 'retry' }),
      job({ connectionName: 'C', nextRunAt: now - 1, nextRunBy: 'cycle' }),
    ],
    now,
  )
  expect(lines).toEqual([
    'connection  state        progress           next start        last run',
    'Acme        running      48 % weir commits  –                 running for 5 s',
    'B           failed                          in 1 min (retry)  failed 2 h ago',
    'C           not running                     now (cycle)       never',
  ])
  expect(jobLines([], now)).toEqual(['There are no connections yet.'])
})
