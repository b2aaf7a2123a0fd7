import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Fault, type FaultCode, faultCodes } from '../../shared/contract/faults.ts'
import type { JobEvent, JobStatus } from './job-state.ts'
import { isRetryDue, type Retry, retryAfter, waitsForUser } from './retry.ts'

const settings = { retryMinutes: 15, retryTries: 3 }
const interval = 15 * 60_000
const fault = (code: FaultCode): Fault => ({ code, hint: '', details: {} })
const failed = (code: FaultCode): JobStatus => ({ state: 'FAILED', intent: 'none', queued: null, fault: fault(code) })
const finished: JobStatus = { state: 'FINISHED', intent: 'none', queued: null, fault: null }
const ended: JobEvent = { type: 'ended', end: { outcome: 'finished' } }
const asked = (trigger: 'manual' | 'retry' | 'schedule'): JobEvent => ({ type: 'runRequested', trigger })
const pending: JobStatus = { state: 'PENDING', intent: 'none', queued: 'retry', fault: null }

test.each([
  ['remote.unreachable', true],
  ['remote.server_error', true],
  ['run.interrupted', true],
  ['vault.locked', true],
  ['auth.rejected', false],
  ['settings.invalid', false],
  ['run.stopped', false],
  ['store.full', false],
  ['internal.unexpected', false],
] as const)('%s is tried again by itself: %s', (code, again) => {
  const { retryAt } = retryAfter({ retries: 0, retryAt: null }, ended, failed(code), settings, 1_000)
  expect(retryAt).toBe(again ? 1_000 + interval : null)
})

test('it is tried as often as wanted, then waits for the next cycle, which begins anew', () => {
  let retry: Retry = { retries: 0, retryAt: null }
  let tries = 0
  for (;;) {
    retry = retryAfter(retry, ended, failed('remote.unreachable'), settings, 0)
    if (retry.retryAt === null) break
    retry = retryAfter(retry, asked('retry'), pending, settings, 0)
    tries++
  }
  expect(tries).toBe(3)
  expect(retryAfter(retry, asked('schedule'), pending, settings, 0)).toEqual({ retries: 0, retryAt: null })
  expect(retryAfter(retry, asked('manual'), pending, settings, 0)).toEqual({ retries: 0, retryAt: null })
  expect(retryAfter(retry, ended, finished, settings, 0)).toEqual({ retries: 0, retryAt: null })
})

test('never more tries in a row than wanted, whatever it fails of', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...faultCodes)), fc.integer({ min: 0, max: 10 }), (codes, retryTries) => {
      let retry: Retry = { retries: 0, retryAt: null }
      for (const code of codes) {
        retry = retryAfter(retry, ended, failed(code), { ...settings, retryTries }, 0)
        if (retry.retryAt === null) break
        retry = retryAfter(retry, asked('retry'), pending, settings, 0)
        expect(retry.retries).toBeLessThanOrEqual(retryTries)
      }
    }),
  )
})

test('a retry set before the clock was set back is not put off for longer than it was', () => {
  expect(isRetryDue(null, settings, 5)).toBe(false)
  expect(isRetryDue(interval, settings, 0)).toBe(false)
  expect(isRetryDue(interval, settings, interval)).toBe(true)
  expect(isRetryDue(24 * 3_600_000, settings, 0)).toBe(true)
})

test('only what the user can mend waits for the user', () => {
  const waiting = faultCodes.filter(code => waitsForUser(failed(code)))
  expect(waiting).toEqual(['auth.rejected', 'auth.insufficient_scope', 'auth.signed_out', 'settings.invalid'])
  expect(waitsForUser(finished)).toBe(false)
})
