import { array, assert, constantFrom, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { createPushBacklog, pushKey } from './push-backlog.ts'

const keyOf = (event: string, data: unknown) => pushKey({ event, data }, JSON.stringify({ event, data }))

test('what is about the same job, or says the same, shares a key; anything else does not', () => {
  expect(keyOf('job_status', { id: 1, state: 'RUNNING' })).toBe(keyOf('job_status', { id: 1, state: 'PAUSED' }))
  expect(keyOf('progress_update', { jobId: 1, done: 1 })).toBe(keyOf('progress_update', { jobId: 1, done: 2 }))
  expect(keyOf('system_health', { level: 'error' })).toBe(keyOf('system_health', { level: 'healthy' }))
  expect(keyOf('system_health', { level: 'error' })).toBe(keyOf('system_health', { level: 'healthy' }))
  expect(keyOf('data_changed', { tables: ['jobs'] })).toBe(keyOf('data_changed', { tables: ['jobs'] }))
  const different = [
    keyOf('job_status', { id: 1 }),
    keyOf('job_status', { id: 2 }),
    keyOf('progress_update', { jobId: 1 }),
    keyOf('data_changed', { tables: ['jobs'] }),
    keyOf('data_changed', { tables: ['runs'] }),
    keyOf('notice', null),
  ]
  expect(new Set(different).size).toBe(different.length)
})

test('of each thing the newest push is kept, in order of the newest, and the length is what is kept', () => {
  const pushes = array(record({ key: constantFrom('a', 'b', 'c'), frame: constantFrom('1', '22', '333') }))
  assert(
    property(pushes, held => {
      const backlog = createPushBacklog()
      for (const push of held) backlog.hold(push)
      const newest = held.filter(({ key }, at) => !held.slice(at + 1).some(later => later.key === key))
      expect(backlog.length).toBe(newest.reduce((sum, { frame }) => sum + frame.length, 0))
      for (const { frame } of newest) expect(backlog.take()).toBe(frame)
      expect([backlog.take(), backlog.length]).toEqual([null, 0])
    }),
  )
})
