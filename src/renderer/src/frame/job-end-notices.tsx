import { notifications } from '@mantine/notifications'
import { useEffect } from 'react'
import { useClient } from '../api/client-context.tsx'
import { formatDuration } from '../format/duration.ts'
import { jobEndNotice } from './job-end-notice.ts'

/** Tells the user when a job that took a while has ended, wherever they are. */
export function JobEndNotices() {
  const client = useClient()
  useEffect(() => {
    const running = new Set<number>()
    return client.on('job_status', job => {
      const ended = jobEndNotice(job, running)
      if (!ended) return
      notifications.show({
        color: ended.failed ? 'red' : 'teal',
        title: ended.title,
        message: `After ${formatDuration(ended.activeMs)}`,
        autoClose: ended.failed ? false : 6000,
      })
    })
  }, [client])
  return null
}
