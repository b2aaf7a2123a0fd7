import { expect, test } from 'vitest'
import { JobId } from '../../shared/model/ids.ts'
import { lastPlace, next, positions, type Waiting } from './queue.ts'

const at = (id: number, place: number): Waiting => ({ jobId: JobId.parse(id), place })
const queue = [at(3, 9), at(1, 4), at(2, 7)]

test('the job with the smallest place is next, and nobody is while a job runs', () => {
  expect(next(queue, null)?.jobId).toBe(1)
  expect(next(queue, JobId.parse(8))).toBeNull()
  expect(next([], null)).toBeNull()
})

test('positions count from 1 without gaps', () => {
  expect([...positions(queue)]).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
  ])
})

test('the last place is behind everyone', () => {
  expect(lastPlace(queue)).toBe(10)
  expect(lastPlace([])).toBe(1)
})
