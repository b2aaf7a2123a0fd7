import { expect, test } from 'vitest'
import type { DatabaseResult, DatabaseTask } from '../../../shared/model/database.ts'
import { databaseTaskNotice } from './database-task-notice.ts'

const ended = (result: DatabaseResult): DatabaseTask => ({
  kind: result.kind,
  status: 'done',
  cancellable: false,
  startedAt: 0,
  endedAt: 1,
  fraction: 1,
  result,
  fault: null,
})
const backup = { name: 'a.db', at: 0, bytes: 1000, schemaVersion: '0020' }

test('a backup that was asked for is told of, the weekly one is not', () => {
  expect(databaseTaskNotice(ended({ kind: 'backUp', backup: { ...backup, reason: 'manual' } }))?.bad).toBe(false)
  expect(databaseTaskNotice(ended({ kind: 'backUp', backup: { ...backup, reason: 'weekly' } }))).toBeNull()
})

test('damage and failures are bad news', () => {
  expect(databaseTaskNotice(ended({ kind: 'check', finding: 'page 3 is torn' }))?.bad).toBe(true)
  expect(databaseTaskNotice(ended({ kind: 'check', finding: null }))?.bad).toBe(false)
  const fault = { code: 'store.full', hint: 'Free some space.', details: {} } as const
  const failed = { ...ended({ kind: 'check', finding: null }), status: 'failed', result: null, fault } as const
  expect(databaseTaskNotice(failed)).toMatchObject({ message: 'Free some space.', bad: true })
})

test('what goes on or was cancelled needs no telling', () => {
  const whole = ended({ kind: 'move', folder: '/new', restarts: true })
  expect(databaseTaskNotice({ ...whole, status: 'running', result: null })).toBeNull()
  expect(databaseTaskNotice({ ...whole, status: 'cancelled', result: null })).toBeNull()
  expect(databaseTaskNotice(whole)?.message).toContain('/new')
})
