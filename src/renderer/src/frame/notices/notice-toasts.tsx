import { notifications } from '@mantine/notifications'
import { useEffect, useState } from 'react'
import type { NoticeId } from '../../../../shared/model/ids.ts'
import { shownInThisWindow } from './shown-in-this-window.ts'
import { createToaster } from './toaster.tsx'
import { useNotices } from './use-notices.ts'

/** Tells in a corner of the window what the user has not seen yet. What is closed there is seen, in every window. */
export function NoticeToasts() {
  const { notices, dismiss } = useNotices()
  const [toaster] = useState(() => createToaster(notifications, shownInThisWindow))
  useEffect(() => {
    toaster.show(notices, (id: NoticeId) => dismiss([id]))
  }, [toaster, notices, dismiss])
  return null
}
