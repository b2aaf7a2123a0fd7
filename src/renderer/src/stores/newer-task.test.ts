import { expect, test } from 'vitest'
import type { DatabaseTask } from '../../../shared/model/database.ts'
import { newerTask } from './newer-task.ts'

const task = (change: Partial<DatabaseTask>): DatabaseTask => ({
  kind: 'backUp',
  status: 'running',
  cancellable: true,
  startedAt: 1000,
  endedAt: null,
  fraction: null,
  result: null,
  fault: null,
  ...change,
})

test('what is known at all is taken', () => {
  expect(newerTask(null, null)).toBeNull()
  expect(newerTask(task({}), null)).toEqual(task({}))
  expect(newerTask(null, task({}))).toEqual(task({}))
})

test('a later task outweighs an earlier one, though that has ended', () => {
  const ended = task({ status: 'done', endedAt: 1500 })
  const later = task({ startedAt: 2000 })
  expect(newerTask(ended, later)).toBe(later)
  expect(newerTask(later, ended)).toBe(later)
})

test('of one task its end outweighs its progress, whichever way it came', () => {
  const ended = task({ status: 'failed', endedAt: 1500 })
  const halfway = task({ fraction: 0.5 })
  expect(newerTask(ended, halfway)).toBe(ended)
  expect(newerTask(halfway, ended)).toBe(ended)
})

test('progress does not go back', () => {
  const halfway = task({ fraction: 0.5 })
  expect(newerTask(halfway, task({ fraction: 0.4 }))).toBe(halfway)
  expect(newerTask(task({ fraction: 0.4 }), halfway)).toBe(halfway)
})
