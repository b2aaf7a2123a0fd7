import { Notification } from 'electron'
import type { Notifier } from '../ports.ts'

/** Shows the system's notifications; silent where the system has none. */
export function createNotifier(): Notifier {
  return {
    notify(notification) {
      if (Notification.isSupported()) new Notification({ ...notification }).show()
    },
  }
}
