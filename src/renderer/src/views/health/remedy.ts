import { FaultCode, transientFaults } from '../../../../shared/contract/faults.ts'
import type { HealthCheck } from '../../../../shared/model/health.ts'

export interface Remedy {
  readonly label: string
  readonly path: string
}

type Checked = Pick<HealthCheck, 'kind' | 'level' | 'connectionId' | 'facts'>

/** Where what a check found can be mended; null when it is well, or nothing in Weir mends it. */
export function remedyOf(check: Checked): Remedy | null {
  if (check.level === 'healthy') return null
  switch (check.kind) {
    case 'connection':
      return check.connectionId === null ? null : connectionRemedy(check, check.connectionId)
    case 'database':
    case 'disk':
      return { label: 'Go to the database', path: '/settings/database' }
    case 'queue':
      return { label: 'Go to the jobs', path: '/jobs' }
    case 'vault':
    case 'event-loop':
    case 'clock':
      return null
  }
}

/** A sync that was stopped, waits or can heal is a matter of the job; anything else of the connection's settings. */
function connectionRemedy({ facts }: Checked, connectionId: number): Remedy {
  const edit = { label: 'Edit the connection', path: `/connections/${connectionId}/edit` }
  const job = { label: 'Go to its job', path: '/jobs' }
  const { activeSources, lastSyncFault, lastVerificationFault } = facts
  if (activeSources === 0) return { label: 'Choose what to sync', path: `/connections/${connectionId}` }
  const fault = FaultCode.safeParse(lastSyncFault)
  if (fault.success) return fault.data === 'run.stopped' || transientFaults.has(fault.data) ? job : edit
  if (typeof lastVerificationFault === 'string') return edit
  return typeof facts['credentialsExpireAt'] === 'number' ? edit : job
}
