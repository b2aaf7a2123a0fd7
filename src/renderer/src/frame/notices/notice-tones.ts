import type { NoticeKind } from '../../../../shared/model/orchestrator.ts'

/** The colour of each kind's mark. */
export const noticeTones: Readonly<Record<NoticeKind, string>> = {
  finished: 'teal',
  failed: 'red',
  interrupted: 'yellow',
  credentials: 'red',
}
