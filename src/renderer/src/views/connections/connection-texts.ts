import type { ConnectionSummary } from '../../../../shared/model/connection.ts'
import type { Tone } from '../../components/state-badge.tsx'

/** A connection's state in words: what it does now, else how its last sync ended. */
export function connectionStateText(
  connection: Pick<ConnectionSummary, 'enabled' | 'status' | 'lastSyncStatus' | 'lastVerificationError'>,
): { readonly label: string; readonly tone: Tone } {
  if (connection.status === 'syncing') return { label: 'Syncing', tone: 'busy' }
  if (connection.status === 'verifying') return { label: 'Verifying', tone: 'busy' }
  if (!connection.enabled) return { label: 'Disabled', tone: 'idle' }
  switch (connection.lastSyncStatus) {
    case null:
      return connection.lastVerificationError
        ? { label: 'Verification failed', tone: 'danger' }
        : { label: 'Not synced yet', tone: 'idle' }
    case 'finished':
      return { label: 'Up to date', tone: 'ok' }
    case 'paused':
      return { label: 'Sync paused', tone: 'warning' }
    case 'failed':
      return { label: 'Sync failed', tone: 'danger' }
    case 'stopped':
      return { label: 'Sync stopped', tone: 'danger' }
    case 'interrupted':
      return { label: 'Sync interrupted', tone: 'danger' }
  }
}
