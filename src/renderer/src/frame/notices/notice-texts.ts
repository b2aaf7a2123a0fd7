import type { Notice, NoticeKind } from '../../../../shared/model/orchestrator.ts'
import { faultHint, faultTitle } from '../../faults.ts'

/** What happened, in a line. */
export function noticeTitle({ kind, connectionName }: Pick<Notice, 'kind' | 'connectionName'>): string {
  const titles: Readonly<Record<NoticeKind, string>> = {
    finished: `${connectionName}: sync finished`,
    failed: `${connectionName}: sync failed`,
    interrupted: `${connectionName}: sync interrupted`,
    credentials: `${connectionName}: credentials need attention`,
  }
  return titles[kind]
}

/** What it means and what can be done. */
export function noticeBody({ kind, fault }: Pick<Notice, 'kind' | 'fault'>): string {
  switch (kind) {
    case 'finished':
      return 'Everything it found is in the database.'
    case 'interrupted':
      return 'Weir ended in the middle of it. Everything up to its last checkpoint is kept; the next try goes on from there.'
    case 'failed':
    case 'credentials':
      return fault ? `${faultTitle(fault.code)}. ${faultHint(fault)}` : 'The run’s log says why.'
  }
}

/** Whether the remedy may lie in the connection's settings. */
export const isMendedByEditing = ({ kind, fault }: Pick<Notice, 'kind' | 'fault'>): boolean =>
  kind === 'credentials' || (fault !== null && /^(auth|settings|source)\.|^remote\.rejected$/.test(fault.code))
