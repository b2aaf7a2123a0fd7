import { assert, boolean, constant, constantFrom, integer, nat, oneof, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { type Fault, type FaultCode, faultCodes, transientFaults } from '../../shared/contract/faults.ts'
import { JobState } from '../../shared/model/job.ts'
import { type ConnectionMeasure, expiryNoticeMs, judgeConnection, overdueGraceMs } from './connection-health.ts'

const now = Date.UTC(2026, 0, 5)
const hour = 3_600_000
const faultOf = (code: FaultCode): Fault => ({ code, hint: `Do something about ${code}.`, details: {} })

const well: ConnectionMeasure = {
  enabled: true,
  activeSources: 1,
  state: 'FINISHED',
  queued: false,
  held: false,
  fault: null,
  retryAt: null,
  retries: 0,
  lastSyncAt: now - hour,
  lastSyncStatus: 'finished',
  lastSyncError: null,
  lastVerificationAt: now - 2 * hour,
  lastVerificationError: null,
  credentialsExpireAt: null,
  dueAt: now + hour,
}

const failed = (code: FaultCode, more: Partial<ConnectionMeasure> = {}): Partial<ConnectionMeasure> => ({
  state: 'FAILED',
  lastSyncStatus: 'failed',
  fault: faultOf(code),
  lastSyncError: faultOf(code),
  ...more,
})

test.each<[string, Partial<ConnectionMeasure>, string, string]>([
  ['all well', {}, 'healthy', 'went well'],
  ['never synced', { state: 'PENDING', lastSyncAt: null, lastSyncStatus: null }, 'healthy', 'not synced yet'],
  ['disabled with a failed sync', { ...failed('auth.rejected'), enabled: false }, 'healthy', 'Disabled'],
  ['paused long ago', { state: 'PAUSED', lastSyncStatus: 'paused', dueAt: now - 24 * hour }, 'healthy', 'Paused'],
  ['rejected credentials', failed('auth.rejected'), 'error', 'rejected'],
  ['weak credentials', failed('auth.insufficient_scope'), 'error', 'do not allow'],
  ['wrong settings', failed('settings.invalid'), 'error', 'waits for you'],
  ['to be retried', failed('remote.unreachable', { retryAt: now + 1 }), 'warning', 'by itself'],
  ['retried in vain', failed('remote.unreachable', { retries: 3 }), 'error', 'did not help'],
  ['stopped by the user', failed('run.stopped'), 'warning', 'stopped'],
  ['tried again now', failed('remote.unreachable', { state: 'RUNNING', fault: null }), 'warning', 'tried again'],
  ['dequeued after a failure', failed('remote.rejected', { state: 'PENDING', fault: null }), 'warning', 'failed'],
  ['expired', { credentialsExpireAt: now }, 'error', 'expired'],
  ['expiring tomorrow', { credentialsExpireAt: now + 24 * hour }, 'warning', 'within a day'],
  ['expiring in two weeks', { credentialsExpireAt: now + expiryNoticeMs }, 'warning', 'within 14 days'],
  ['expiring later', { credentialsExpireAt: now + expiryNoticeMs + 1 }, 'healthy', 'went well'],
  [
    'failed verification',
    { lastVerificationAt: now, lastVerificationError: faultOf('auth.rejected') },
    'warning',
    'verification',
  ],
  [
    'verification made good by a sync',
    { lastVerificationError: faultOf('remote.unreachable') },
    'healthy',
    'went well',
  ],
  ['nothing chosen', { activeSources: 0 }, 'warning', 'Nothing is chosen'],
  ['due a moment ago', { dueAt: now - overdueGraceMs }, 'healthy', 'went well'],
  ['overdue', { dueAt: now - overdueGraceMs - 1 }, 'warning', 'overdue'],
  ['overdue, but waiting its turn', { dueAt: 0, queued: true }, 'healthy', 'went well'],
  ['overdue, but everything is held', { dueAt: 0, held: true }, 'healthy', 'went well'],
  [
    'an error goes before a warning',
    { ...failed('auth.rejected'), credentialsExpireAt: now + hour },
    'error',
    'rejected',
  ],
])('%s', (_, change, level, words) => {
  const finding = judgeConnection({ ...well, ...change }, now)
  expect(finding.level).toBe(level)
  expect(finding.reason).toContain(words)
})

const fault = oneof(constant(null), constantFrom(...faultCodes).map(faultOf))
const time = oneof(constant(null), integer({ min: now - 1_000 * hour, max: now + 1_000 * hour }))
const measures = record({
  enabled: boolean(),
  activeSources: nat(2),
  state: constantFrom(...JobState.options),
  queued: boolean(),
  held: boolean(),
  fault,
  retryAt: time,
  retries: nat(3),
  lastSyncAt: time,
  lastSyncStatus: constantFrom(null, 'finished', 'failed', 'paused', 'stopped', 'interrupted'),
  lastSyncError: fault,
  lastVerificationAt: time,
  lastVerificationError: fault,
  credentialsExpireAt: time,
  dueAt: time,
})

test('whatever is not healthy says what to do; a disabled connection always is healthy', () => {
  assert(
    property(measures, measure => {
      const { level, hint } = judgeConnection(measure, now)
      if (level !== 'healthy') expect(hint).toMatch(/\.$/)
      if (!measure.enabled) expect(level).toBe('healthy')
    }),
  )
})

test('a failure that only the user can heal is always an error', () => {
  const fatal = constantFrom(...faultCodes.filter(code => !transientFaults.has(code) && code !== 'run.stopped'))
  assert(
    property(measures, fatal, (measure, code) => {
      const finding = judgeConnection({ ...measure, enabled: true, state: 'FAILED', fault: faultOf(code) }, now)
      expect(finding.level).toBe('error')
    }),
  )
})
