import { type BrowserWindow, dialog } from 'electron'
import type { Logger } from '../ports.ts'

/** Reloads a window whose content crashed: once by itself, after that when the user asks for it. */
export function surviveCrashes(window: BrowserWindow, logger: Logger, quit: () => void): void {
  let crashes = 0
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit' || window.isDestroyed()) return
    crashes += 1
    logger.error("The window's content is gone", { reason: details.reason, exitCode: details.exitCode, crashes })
    if (crashes === 1) window.webContents.reload()
    else void askWhatNow(window, logger, quit)
  })
}

async function askWhatNow(window: BrowserWindow, logger: Logger, quit: () => void): Promise<void> {
  try {
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      message: 'The window stopped working again.',
      detail: 'Your data is safe. Reload the window, or quit Weir.',
      buttons: ['Reload', 'Quit'],
      defaultId: 0,
      cancelId: 0,
    })
    if (response === 1) quit()
    else if (!window.isDestroyed()) window.webContents.reload()
  } catch (error) {
    logger.error('The message could not be shown', { error: String(error) })
  }
}
