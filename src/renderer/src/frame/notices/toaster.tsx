import type { notifications } from '@mantine/notifications'
import type { NoticeId } from '../../../../shared/model/ids.ts'
import type { Notice } from '../../../../shared/model/orchestrator.ts'
import { NoticeBody } from './notice-body.tsx'
import { noticeTitle } from './notice-texts.ts'
import { noticeTones } from './notice-tones.ts'

export interface Toaster {
  /** Shows what is new among the unseen notices, and takes away what is seen by now. */
  show(unseen: readonly Notice[], onSeen: (id: NoticeId) => void): void
}

/** The most that are shown at once; the others are under the bell. */
const shownAtMost = 3
/** How long one stays while it is not pointed at; afterwards it is under the bell, unseen. */
const stayMs = { good: 12_000, bad: 30_000 } as const

/** Which notices a window has shown, for as long as it is open, however often it loads. */
export interface ShownNotices {
  read(): readonly number[]
  write(ids: readonly number[]): void
}

/** Keeps the window's toasts as the unseen notices are. Each is shown once; one is seen when it is closed or followed. */
export function createToaster(toasts: Pick<typeof notifications, 'show' | 'hide'>, shown: ShownNotices): Toaster {
  const known = new Set<number>(shown.read())
  const toastId = (id: number) => `notice ${id}`
  return {
    show(unseen, onSeen) {
      const ids = new Set<number>(unseen.map(({ id }) => id))
      for (const id of known) if (!ids.has(id)) toasts.hide(toastId(id))
      const fresh = unseen.filter(({ id }) => !known.has(id))
      for (const { id } of fresh) known.add(id)
      if (fresh.length > 0) shown.write([...ids])
      for (const notice of fresh.slice(0, shownAtMost).toReversed()) {
        const { id, kind } = notice
        const title = noticeTitle(notice)
        const followed = () => {
          toasts.hide(toastId(id))
          onSeen(id)
        }
        toasts.show({
          id: toastId(id),
          // Not over the buttons of drawers and dialogs, which are at the right.
          position: 'bottom-left',
          color: noticeTones[kind],
          title,
          message: <NoticeBody notice={notice} onFollowed={followed} />,
          autoClose: kind === 'finished' ? stayMs.good : stayMs.bad,
          closeButtonProps: { 'aria-label': `Mark as read: ${title}`, onClick: () => onSeen(id) },
        })
      }
    },
  }
}
