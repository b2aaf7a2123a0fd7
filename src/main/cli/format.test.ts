import { expect, test } from 'vitest'
import { JobProgress } from '../../shared/model/job.ts'
import { formatDuration, formatTable } from './format.ts'
import { nearMethods } from './near-matches.ts'
import { progressLine } from './progress-line.ts'

const minute = 60_000
const hour = 60 * minute

test.each([
  [null, '–'],
  [0, '0 s'],
  [59_499, '59 s'],
  [59_500, '1 min'],
  [59.6 * minute, '1 h'],
  [90 * minute, '1 h 30 min'],
  [47 * hour, '47 h'],
  [76 * hour, '3 d 4 h'],
])('%s ms reads %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})

test('columns are equally wide, numbers to the right', () => {
  expect(formatTable([['', 'Now'], ['Deployments', '7'], ['x']])).toEqual(['             Now', 'Deployments    7', 'x'])
})

test('a mistyped method finds what it meant', () => {
  expect(nearMethods('app.inof')[0]).toBe('app.info')
  expect(nearMethods('jobs.stop')).toContain('jobs.forceStop')
  expect(nearMethods('JOBS.LIST')[0]).toBe('jobs.list')
  expect(nearMethods('zzzzzzzz')).toEqual([])
})

test('progress is one line with what is known', () => {
  const known = JobProgress.parse({
    jobId: 1,
    runId: 1,
    at: 0,
    dataSourceName: 'weir',
    stream: 'commits',
    step: 1,
    steps: 3,
    done: 1200,
    total: 5000,
    fraction: 0.246,
    ratePerSecond: 3000.4,
    remainingMs: 2000,
    waitingUntil: null,
  })
  expect(progressLine(known)).toBe('weir: commits 1,200 of 5,000, 24%, 3,000/s, 2 s left')
  expect(progressLine({ ...known, total: null, fraction: null, ratePerSecond: null, remainingMs: null })).toBe(
    'weir: commits 1,200',
  )
  const waitingUntil = new Date(2026, 4, 1, 9, 5, 30).getTime()
  expect(progressLine({ ...known, remainingMs: null, ratePerSecond: null, waitingUntil })).toBe(
    'weir: commits 1,200 of 5,000, 24%, waiting until 09:05',
  )
})
