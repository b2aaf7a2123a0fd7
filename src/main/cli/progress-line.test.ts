import { expect, test } from 'vitest'
import { JobId, RunId } from '../../shared/model/ids.ts'
import { progressLine } from './progress-line.ts'

test('a wait for a limit is told by the clock', () => {
  const waitingUntil = new Date(2026, 4, 1, 9, 5, 30).getTime()
  const line = progressLine({
    jobId: JobId.parse(1),
    runId: RunId.parse(1),
    at: 0,
    dataSourceName: 'App',
    stream: 'issues',
    step: 1,
    steps: 2,
    done: 1_200,
    total: 5_000,
    fraction: 0.245,
    ratePerSecond: null,
    remainingMs: null,
    waitingUntil,
    budgets: [],
  })
  expect(line).toBe('App: issues 1,200 of 5,000, 24 %, waiting until 09:05')
})
