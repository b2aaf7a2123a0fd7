import type { PushOf } from '../../shared/contract/events.ts'
import type { Logger, Notifier, Preferences } from '../ports.ts'
import type { Store } from '../store/open.ts'
import { noticeText, wantedNotices } from './notice-text.ts'
import { addNotices, type NewNotice } from './notices.ts'

export interface NoticeBoardParts {
  readonly db: Store['db']
  readonly logger: Logger
  readonly notifier: Notifier
  readonly preferences: Pick<Preferences, 'get'>
  readonly push: (push: PushOf) => void
}

/** Keeps notices until the user has seen them, pushes those that are news, and shows the wanted ones on the desktop. Never rejects. */
export type TellNotices = (notices: readonly NewNotice[]) => Promise<void>

export function createNoticeBoard({ db, logger, notifier, preferences, push }: NoticeBoardParts): TellNotices {
  return async notices => {
    try {
      const news = await addNotices(db, notices)
      if (notices.length === 0) return
      for (const data of news) push({ event: 'notice', data })
      push({ event: 'data_changed', data: { tables: ['notices'] } })
      const text = noticeText(wantedNotices(news, preferences.get()))
      if (text) notifier.notify(text)
    } catch (error) {
      logger.error('A notice could not be told', { error })
    }
  }
}
