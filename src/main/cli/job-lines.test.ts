import { expect, test } from 'vitest'
import { failedRun, jobProgress, jobSummary } from '../../../test/support/job-summary.ts'
import { jobLines, stateWords } from './job-lines.ts'

const job = jobSummary
const now = 10_000_000
const run = failedRun(now - 7_200_000)
const progress = jobProgress(0.489)

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
    'connection  state        progress          next start        last run',
    'Acme        running      48% weir commits  –                 running for 5 s',
    'B           failed                         in 1 min (retry)  failed 2 h ago',
    'C           not running                    now (cycle)       never',
  ])
  expect(jobLines([], now)).toEqual(['There are no connections yet.'])
})
