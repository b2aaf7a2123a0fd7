import { expect, test } from 'vitest'
import { ConnectionId } from '../../../../shared/model/ids.ts'
import { remedyOf } from './remedy.ts'

const connectionId = ConnectionId.parse(7)
const connection = (facts: Record<string, string | number | boolean | null>) =>
  remedyOf({ kind: 'connection', level: 'error', connectionId, facts: { activeSources: 1, ...facts } })?.path

test('what is well needs no mending', () => {
  expect(remedyOf({ kind: 'database', level: 'healthy', connectionId: null, facts: {} })).toBeNull()
})

test('refused credentials, a folder that is gone and a failed verification are mended in the connection', () => {
  expect(connection({ lastSyncFault: 'auth.rejected' })).toBe('/connections/7/edit')
  expect(connection({ lastSyncFault: 'source.unreadable' })).toBe('/connections/7/edit')
  expect(connection({ lastSyncFault: null, lastVerificationFault: 'settings.invalid' })).toBe('/connections/7/edit')
  expect(connection({ lastSyncFault: null, credentialsExpireAt: 5 })).toBe('/connections/7/edit')
})

test('what can heal, was stopped or is late is a matter of the job', () => {
  expect(connection({ lastSyncFault: 'remote.unreachable' })).toBe('/jobs')
  expect(connection({ lastSyncFault: 'run.stopped' })).toBe('/jobs')
  expect(connection({ lastSyncFault: null })).toBe('/jobs')
})

test('a connection of which nothing is chosen leads to its sources', () => {
  expect(connection({ activeSources: 0, lastSyncFault: null })).toBe('/connections/7')
})

test('damage and want of space are mended where the database is looked after', () => {
  for (const kind of ['database', 'disk'] as const)
    expect(remedyOf({ kind, level: 'error', connectionId: null, facts: {} })?.path).toBe('/settings/database')
})
