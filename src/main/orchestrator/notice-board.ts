import type { PushOf } from '../../shared/contract/events.ts'
import type { JobId } from '../../shared/model/ids.ts'
import type { Clock, Logger, Notifier, Preferences } from '../ports.ts'
import type { Store } from '../store/open.ts'
import { noticeText, wantedNotices } from './notice-text.ts'
import { addNotices, type NewNotice, settleNotices } from './notices.ts'

export interface NoticeBoardParts {
  readonly db: Store['db']
  readonly logger: Logger
  readonly clock: Clock
  readonly notifier: Notifier
  readonly preferences: Pick<Preferences, 'get'>
  readonly push: (push: PushOf) => void
}

/** Keeps notices until the user has seen them. Never rejects. */
export interface NoticeBoard {
  /** Pushes those that are news, and shows the wanted ones on the desktop. */
  tell(notices: readonly NewNotice[]): Promise<void>
  /** A job has finished: what went wrong with it before needs nobody's attention any more. */
  withdraw(jobId: JobId): Promise<void>
}

export function createNoticeBoard({ db, logger, clock, notifier, preferences, push }: NoticeBoardParts): NoticeBoard {
  const changed = () => push({ event: 'data_changed', data: { tables: ['notices'] } })
  return {
    async tell(notices) {
      try {
        const news = await addNotices(db, notices)
        if (notices.length === 0) return
        for (const data of news) push({ event: 'notice', data })
        changed()
        const text = noticeText(wantedNotices(news, preferences.get()))
        if (text) notifier.notify(text)
      } catch (error) {
        logger.error('A notice could not be told', { error })
      }
    },
    async withdraw(jobId) {
      try {
        if (await settleNotices(db, jobId, clock.now())) changed()
      } catch (error) {
        logger.error('A notice could not be withdrawn', { error })
      }
    },
  }
}
