import { BrowserWindow, Notification } from 'electron'
import type { DesktopNotification, Notifier } from '../ports.ts'

/** The most kept for a click: one that nobody holds may lose its listener. */
const keptAtMost = 20

/**
 * Shows the system's notifications; a click opens the app at the page that says more. Silent where the system has none, and while the
 * user looks at the window, which tells them itself.
 */
export function createNotifier(open: (route?: string) => void): Notifier {
  const shown = new Set<Notification>()

  return {
    notify({ title, body, route }: DesktopNotification) {
      if (!Notification.isSupported() || BrowserWindow.getFocusedWindow() !== null) return
      const notification = new Notification({ title, body })
      // Once it has closed by itself it may still be clicked among the system's past notifications.
      notification.on('click', () => {
        shown.delete(notification)
        open(route)
      })
      for (const oldest of shown) if (shown.size >= keptAtMost) shown.delete(oldest)
      shown.add(notification)
      notification.show()
    },
  }
}
