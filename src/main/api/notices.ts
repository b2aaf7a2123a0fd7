import type { PushOf } from '../../shared/contract/events.ts'
import { dismissNotices, listNotices } from '../orchestrator/notices.ts'
import type { Clock } from '../ports.ts'
import type { Store } from '../store/open.ts'
import type { HandlersOf } from './dispatch.ts'

export interface NoticeParts {
  readonly store: Pick<Store, 'db' | 'readonly'>
  readonly clock: Clock
  readonly push: (push: PushOf) => void
}

export function noticeHandlers({ store, clock, push }: NoticeParts): HandlersOf<'notices.list' | 'notices.dismiss'> {
  return {
    'notices.list': () => listNotices(store.readonly),
    async 'notices.dismiss'({ noticeIds }) {
      await dismissNotices(store.db, noticeIds, clock.now())
      push({ event: 'data_changed', data: { tables: ['notices'] } })
    },
  }
}
