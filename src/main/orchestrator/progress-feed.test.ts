import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { JobId, RunId } from '../../shared/model/ids.ts'
import type { JobProgress } from '../../shared/model/job.ts'
import { createProgressFeed } from './progress-feed.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const progress = (done: number): JobProgress => ({
  jobId: JobId.parse(1),
  runId: RunId.parse(1),
  at: 0,
  dataSourceName: '',
  stream: '',
  step: 1,
  steps: 1,
  done,
  total: null,
  fraction: null,
  ratePerSecond: null,
  remainingMs: null,
  waitingUntil: null,
})

test('at most four a second are handed on, the newest of those held back, and the last one always', () => {
  const pushed: number[] = []
  const feed = createProgressFeed(({ done }) => pushed.push(done))
  for (let done = 1; done <= 90; done++) {
    feed.offer(progress(done))
    vi.advanceTimersByTime(10)
  }
  expect(pushed).toEqual([1, 25, 50, 75])
  vi.advanceTimersByTime(250)
  expect(pushed).toEqual([1, 25, 50, 75, 90])
})

test('a flush hands on what is held back at once, and nothing twice', () => {
  const pushed: number[] = []
  const feed = createProgressFeed(({ done }) => pushed.push(done))
  feed.offer(progress(1))
  feed.offer(progress(2))
  feed.flush()
  feed.flush()
  vi.advanceTimersByTime(1_000)
  expect(pushed).toEqual([1, 2])
})
