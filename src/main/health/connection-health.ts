import { type Fault, transientFaults, userFaults } from '../../shared/contract/faults.ts'
import type { JobState } from '../../shared/model/job.ts'
import { type Facts, type Finding, failing, healthy, warning } from './finding.ts'

const day = 86_400_000

/** So long before they expire, the user is warned of expiring credentials. */
export const expiryNoticeMs = 14 * day
/** A sync may be so late: other jobs go first, and a machine that wakes up needs a moment. */
export const overdueGraceMs = 15 * 60_000

export interface ConnectionMeasure {
  readonly enabled: boolean
  readonly activeSources: number
  readonly state: JobState
  readonly queued: boolean
  /** Nothing starts at present. */
  readonly held: boolean
  /** Why the job FAILED. */
  readonly fault: Fault | null
  readonly retryAt: number | null
  readonly retries: number
  readonly lastSyncAt: number | null
  readonly lastSyncStatus: string | null
  readonly lastSyncError: Fault | null
  readonly lastVerificationAt: number | null
  readonly lastVerificationError: Fault | null
  readonly credentialsExpireAt: number | null
  /** When it should have begun to sync by itself, since its last one; null when it never does. */
  readonly dueAt: number | null
}

/** The worst that can be said of a connection; one that is disabled is healthy. */
export function judgeConnection(measure: ConnectionMeasure, now: number): Finding {
  const facts: Facts = {
    enabled: measure.enabled,
    state: measure.state,
    activeSources: measure.activeSources,
    lastSyncAt: measure.lastSyncAt,
    lastSyncStatus: measure.lastSyncStatus,
    lastSyncFault: (measure.fault ?? measure.lastSyncError)?.code ?? null,
    lastVerificationAt: measure.lastVerificationAt,
    lastVerificationFault: measure.lastVerificationError?.code ?? null,
    credentialsExpireAt: measure.credentialsExpireAt,
    dueAt: measure.dueAt,
    retryAt: measure.retryAt,
    retries: measure.retries,
  }
  if (!measure.enabled) return healthy('Disabled: it does not sync.', facts)
  const findings = [
    judgeExpiry(measure, now, facts),
    judgeLastSync(measure, facts),
    judgeVerification(measure, facts),
    judgeSchedule(measure, now, facts),
  ].filter(finding => finding !== null)
  const worst = findings.find(({ level }) => level === 'error') ?? findings[0]
  return worst ?? healthy(wellReason(measure), facts)
}

function judgeExpiry({ credentialsExpireAt }: ConnectionMeasure, now: number, facts: Facts): Finding | null {
  if (credentialsExpireAt === null || credentialsExpireAt - now > expiryNoticeMs) return null
  const hint = 'Make new credentials where they came from and enter them in the settings of the connection.'
  if (credentialsExpireAt <= now) return failing('Its credentials have expired.', hint, facts)
  const days = Math.ceil((credentialsExpireAt - now) / day)
  return warning(`Its credentials expire within ${days === 1 ? 'a day' : `${days} days`}.`, hint, facts)
}

function judgeLastSync(measure: ConnectionMeasure, facts: Facts): Finding | null {
  const { state, fault, lastSyncError } = measure
  if (state === 'FAILED' && fault) return judgeFailure(fault, measure, facts)
  if (lastSyncError === null || state === 'PAUSED' || lastSyncError.code === 'run.stopped') return null
  const again = state === 'RUNNING' || measure.queued
  return warning(
    again ? 'Its last sync failed; it is being tried again.' : 'Its last sync failed.',
    lastSyncError.hint,
    facts,
  )
}

function judgeFailure(fault: Fault, { retryAt, retries }: ConnectionMeasure, facts: Facts): Finding {
  if (fault.code === 'run.stopped') return warning('Its last sync was stopped.', fault.hint, facts)
  if (fault.code === 'auth.signed_out')
    return failing('Its sign-in has ended.', `${fault.hint} It does not sync until then.`, facts)
  if (fault.code === 'auth.rejected' || fault.code === 'auth.insufficient_scope')
    return failing(
      fault.code === 'auth.rejected' ? 'Its credentials were rejected.' : 'Its credentials do not allow enough.',
      `${fault.hint} It does not sync until then.`,
      facts,
    )
  if (userFaults.has(fault.code))
    return failing('Its last sync failed, and it waits for you.', `${fault.hint} It does not sync until then.`, facts)
  if (!transientFaults.has(fault.code))
    return failing('Its last sync failed for a reason that needs you.', `${fault.hint} Then sync again.`, facts)
  if (retryAt !== null) return warning('Its last sync failed; it is tried again by itself.', fault.hint, facts)
  return failing(
    retries > 0 ? 'Its last sync failed, and trying again did not help.' : 'Its last sync failed.',
    fault.hint,
    facts,
  )
}

/** A sync that went well after it outweighs a failed verification. */
function judgeVerification(measure: ConnectionMeasure, facts: Facts): Finding | null {
  const { lastVerificationAt, lastVerificationError: error, lastSyncAt, lastSyncStatus } = measure
  if (error === null || lastVerificationAt === null) return null
  if (lastSyncStatus === 'finished' && lastSyncAt !== null && lastSyncAt >= lastVerificationAt) return null
  return warning('Its last verification failed.', error.hint, facts)
}

function judgeSchedule(measure: ConnectionMeasure, now: number, facts: Facts): Finding | null {
  const { state, queued, held, dueAt } = measure
  if (measure.activeSources === 0)
    return warning('Nothing is chosen to sync.', 'Choose what to sync in the settings of the connection.', facts)
  if (state === 'RUNNING' || state === 'PAUSED' || queued || held) return null
  if (dueAt === null || now - dueAt <= overdueGraceMs) return null
  return warning('Its sync is overdue.', 'Sync it now. If that happens again, restart Weir.', facts)
}

function wellReason({ state, lastSyncStatus }: ConnectionMeasure): string {
  if (state === 'PAUSED') return 'Paused: it goes on when you resume it.'
  if (lastSyncStatus === null) return 'It has not synced yet.'
  return lastSyncStatus === 'finished' ? 'Its last sync went well.' : 'Its last sync has not reached its end.'
}
