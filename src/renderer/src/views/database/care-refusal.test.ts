import { expect, test } from 'vitest'
import { type CareFacts, careRefusal } from './care-refusal.ts'

const idle: CareFacts = { info: { schemaVersion: '0020' }, task: null, jobs: [], connected: true }
const kinds = ['check', 'backUp', 'restore', 'compact', 'export', 'move'] as const
const refused = (facts: Partial<CareFacts>) => kinds.filter(kind => careRefusal(kind, { ...idle, ...facts }) !== null)

test('at rest everything can begin, also after earlier work has ended', () => {
  expect(refused({})).toEqual([])
  expect(refused({ task: { status: 'failed' } })).toEqual([])
})

test('one work at a time, and none while Weir does not answer', () => {
  expect(refused({ task: { status: 'running' } })).toEqual(kinds)
  expect(refused({ connected: false })).toEqual(kinds)
})

test('what cannot go on beside a job waits, and names the job', () => {
  const jobs = [
    { state: 'FINISHED', connectionName: 'Site' },
    { state: 'RUNNING', connectionName: 'Shop' },
  ] as const
  expect(refused({ jobs })).toEqual(['restore', 'compact', 'move'])
  expect(careRefusal('compact', { ...idle, jobs })).toContain('“Shop”')
  expect(refused({ jobs: [{ state: 'PAUSED', connectionName: 'Shop' }] })).toEqual([])
})

test('a database that cannot be read can only be restored', () => {
  expect(refused({ info: { schemaVersion: null } })).toEqual(kinds.filter(kind => kind !== 'restore'))
})
