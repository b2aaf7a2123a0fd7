import { app, BrowserWindow } from 'electron'
import type { Logger } from '../ports.ts'
import { urlOf } from './origin.ts'

export interface OneWindow {
  /** Brings the window to the front, opening it if need be, at a page of the app when one is named. */
  show(route?: string): void
}

/** Keeps to one window, made by `open`: whatever asks for one brings it to the front, a second start of the app included. */
export function keepOneWindow(open: (route?: string) => BrowserWindow, logger: Logger): OneWindow {
  const show = (route?: string) => {
    const [window] = BrowserWindow.getAllWindows()
    if (!window) return void open(route)
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
    if (route !== undefined) goTo(window, route, logger)
  }
  app.on('second-instance', () => show())
  // It also comes while the app starts: a window that has nothing to show yet stays hidden.
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) show()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  return { show }
}

/** Within the page: only what follows the `#` changes. Loading the very same address would load the page anew. */
function goTo(window: BrowserWindow, route: string, logger: Logger): void {
  const url = urlOf(route)
  if (window.webContents.getURL() === url) return
  window.loadURL(url).catch((error: unknown) => logger.warn('A page did not open', { route, error: String(error) }))
}
