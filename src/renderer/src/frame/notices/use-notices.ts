import { useCallback } from 'react'
import type { NoticeId } from '../../../../shared/model/ids.ts'
import type { Notice } from '../../../../shared/model/orchestrator.ts'
import { useCommand } from '../../api/use-command.ts'
import { useRequest } from '../../api/use-request.ts'

const none: readonly Notice[] = []

/** What the user has not seen yet, newest first, and the way to say that they have, in every window. */
export function useNotices() {
  const request = useRequest('notices.list', undefined)
  const { mutate } = useCommand('notices.dismiss')
  const { refetch } = request
  const dismiss = useCallback(
    (noticeIds: readonly NoticeId[]) => mutate({ noticeIds: [...noticeIds] }, { onSuccess: () => void refetch() }),
    [mutate, refetch],
  )
  return { notices: request.data ?? none, dismiss }
}
