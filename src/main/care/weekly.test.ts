import { expect, test } from 'vitest'
import type { BackupReason } from '../../shared/model/database.ts'
import { isWeeklyDue } from './weekly.ts'

const day = 24 * 3_600_000
const now = 100 * day
const backup = (reason: BackupReason, at: number) => ({ name: 'x', at, bytes: 1, schemaVersion: 'x', reason })

test('it is due when nothing that holds the present database is younger than a week', () => {
  expect(isWeeklyDue([], null, now)).toBe(true)
  for (const reason of ['manual', 'weekly', 'migration'] as const) {
    expect(isWeeklyDue([backup(reason, now - 7 * day + 1)], null, now)).toBe(false)
    expect(isWeeklyDue([backup(reason, now - 7 * day)], null, now)).toBe(true)
  }
  expect(isWeeklyDue([backup('restore', now - day)], null, now)).toBe(true)
})

test('one from the future, of a clock set wrong, does not put it off for ever', () => {
  expect(isWeeklyDue([backup('weekly', now + 1_000 * day)], null, now)).toBe(true)
})

test('after one that failed it waits for a day', () => {
  expect(isWeeklyDue([], now - day + 1, now)).toBe(false)
  expect(isWeeklyDue([], now - day, now)).toBe(true)
  expect(isWeeklyDue([], now + day, now)).toBe(true)
})
