import { FaultCode } from '../../../../shared/contract/faults.ts'
import { VaultKind } from '../../../../shared/model/app-info.ts'
import type { HealthCheck } from '../../../../shared/model/health.ts'
import { faultTitle } from '../../faults.ts'
import { formatDuration } from '../../format/duration.ts'
import { formatBytes, formatCount, formatPercent } from '../../format/number.ts'
import { formatDateTime } from '../../format/time.ts'
import { vaultKindTexts } from '../settings/vault-kind-texts.ts'

/** What is measured, as it is called; what is not among them is called by its own words. */
const names: Readonly<Record<string, string>> = {
  bytes: 'Size',
  walBytes: 'Log beside it',
  freeShare: 'Unused share',
  reclaimableBytes: 'Can be given back',
  integrityCheckedAt: 'Checked for damage',
  integrityFinding: 'Damage found',
  checking: 'Being checked',
  freeBytes: 'Free',
  totalBytes: 'Size of the disk',
  databaseBytes: 'Taken by the database',
  wantedBytes: 'Should be free',
  kind: 'Kept',
  secrets: 'Credentials kept',
  activeSources: 'Data sources',
  lastSyncAt: 'Last sync',
  lastSyncStatus: 'It ended',
  lastSyncFault: 'Its fault',
  lastVerificationAt: 'Last verification',
  lastVerificationFault: 'What it found',
  credentialsExpireAt: 'Credentials expire',
  dueAt: 'Next sync due',
  retryAt: 'Tried again',
  retries: 'Tried again so far',
  held: 'Everything paused',
  waiting: 'Jobs waiting',
  running: 'Jobs running',
  longestWaitMs: 'Longest wait',
  p99Ms: 'Delay (99th percentile)',
  maxMs: 'Longest delay',
  newestStoredAt: 'Newest time stored',
  lastJumpAt: 'Last jump',
  lastJumpMs: 'It jumped by',
}

const zeroIsNothing: ReadonlySet<string> = new Set(['retries', 'longestWaitMs', 'reclaimableBytes'])
const left: ReadonlySet<string> = new Set(['pages', 'enabled', 'code'])

/** What a check has measured, by name and with units, in a time zone. What there is nothing to say about is left out. */
export function factTexts(facts: HealthCheck['facts'], timeZone: string): readonly (readonly [string, string])[] {
  return Object.entries(facts).flatMap(([key, value]) => {
    if (value === null || value === false || left.has(key) || (value === 0 && zeroIsNothing.has(key))) return []
    return [[names[key] ?? words(key), valueText(key, value, timeZone)] as const]
  })
}

function valueText(key: string, value: string | number | true, timeZone: string): string {
  if (value === true) return 'yes'
  if (typeof value === 'string') return stringText(key, value)
  if (key.endsWith('At')) return formatDateTime(value, timeZone)
  if (key.endsWith('Ms')) return `${value < 0 ? '−' : ''}${formatDuration(Math.abs(value))}`
  if (key === 'bytes' || key.endsWith('Bytes')) return formatBytes(value)
  return key.endsWith('Share') ? formatPercent(value) : formatCount(value)
}

function stringText(key: string, value: string): string {
  const fault = FaultCode.safeParse(value)
  if (fault.success) return faultTitle(fault.data)
  const kind = VaultKind.safeParse(value)
  if (key === 'kind' && kind.success) return vaultKindTexts[kind.data]
  return key === 'state' ? value.toLowerCase() : value
}

const words = (key: string) => {
  const lower = key.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
  return lower.charAt(0).toUpperCase() + lower.slice(1)
}
