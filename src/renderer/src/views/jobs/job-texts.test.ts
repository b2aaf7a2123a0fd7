import { expect, test } from 'vitest'
import { JobId, RunId } from '../../../../shared/model/ids.ts'
import type { JobProgress } from '../../../../shared/model/job.ts'
import { progressTexts, workText } from './job-texts.ts'

const progress: JobProgress = {
  jobId: JobId.parse(1),
  runId: RunId.parse(1),
  at: 0,
  dataSourceName: 'acme/shop',
  stream: 'pull requests',
  step: 2,
  steps: 12,
  done: 1_200,
  total: 20_000,
  ratePerSecond: 250,
  remainingMs: 75_000,
  fraction: 0.1,
  waitingUntil: null,
  budgets: [{ name: 'GitHub core', remaining: 4_099, limit: 10_000, resetsAt: Date.UTC(2026, 0, 5, 13, 20, 5) }],
}

test('a running job says what is left of the limits, of several tokens together, and until when', () => {
  expect(progressTexts(progress, 'UTC').at(-1)).toBe('GitHub core: 4,099 of 10,000 requests left until 13:20')
})

test('a job that waits for a limit says until which second, instead of how fast it is', () => {
  const waiting = { ...progress, waitingUntil: Date.UTC(2026, 0, 5, 13, 4, 59) }
  expect(progressTexts(waiting, 'UTC')).toEqual([
    '1,200 of 20,000',
    'waiting until 13:04:59',
    'GitHub core: 4,099 of 10,000 requests left until 13:20',
  ])
})

test('counts are told apart by thousands, and what they count where it is not known how many there will be', () => {
  expect(workText({ ...progress, step: 1_024, steps: 3_000 })).toBe('acme/shop · pull requests (step 1,024 of 3,000)')
  expect(progressTexts({ ...progress, done: 0, total: null }, 'UTC')[0]).toBe('0 read')
})
