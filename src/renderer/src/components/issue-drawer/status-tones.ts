import type { IssueDetail } from '../../../../shared/model/issue-detail.ts'
import type { Tone } from '../state-badge.tsx'

/** How a status looks by its category in the tracker. */
export const statusTones: Readonly<Record<IssueDetail['status']['category'], Tone>> = {
  todo: 'idle',
  in_progress: 'busy',
  done: 'ok',
  unknown: 'warning',
}
