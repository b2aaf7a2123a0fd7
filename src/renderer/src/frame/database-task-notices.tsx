import { notifications } from '@mantine/notifications'
import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { useClient } from '../api/client-context.tsx'
import { databaseTaskNotice } from './database-task-notice.ts'

/** Tells how work on the database has ended to who is elsewhere, or was sent away by it. */
export function DatabaseTaskNotices() {
  const client = useClient()
  const [location] = useLocation()
  const seen = location === '/settings/database'
  useEffect(
    () =>
      client.on('database_task', task => {
        const notice = databaseTaskNotice(task)
        if (!notice || (seen && task.kind !== 'move')) return
        notifications.show({
          color: notice.bad ? 'red' : 'teal',
          title: notice.title,
          message: notice.message,
          autoClose: notice.bad || task.kind === 'move' ? false : 6000,
        })
      }),
    [client, seen],
  )
  return null
}
