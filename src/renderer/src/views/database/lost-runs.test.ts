import { expect, test } from 'vitest'
import { lostRunsText } from './lost-runs.ts'

const runs = (...starts: number[]) => starts.map(startedAt => ({ startedAt }))

test('only runs that began after the backup are lost', () => {
  expect(lostRunsText(runs(30, 20, 10), 3, 15)).toBe('2 runs of jobs, with their logs')
  expect(lostRunsText(runs(30, 20, 10), 3, 25)).toBe('1 run of a job, with its log')
  expect(lostRunsText(runs(10), 1, 15)).toBeNull()
  expect(lostRunsText([], 0, 15)).toBeNull()
})

test('when all that were looked at are lost there may be more', () => {
  expect(lostRunsText(runs(30, 20), 9, 15)).toBe('at least 2 runs of jobs, with their logs')
})
