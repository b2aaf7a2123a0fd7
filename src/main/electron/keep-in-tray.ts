import { app, type BrowserWindow, type Tray } from 'electron'
import type { Logger, Notifier } from '../ports.ts'
import type { SettingsFile } from './settings-file.ts'
import { isTrayVisible } from './tray-host.ts'

export interface KeepInTrayParts {
  readonly tray: Tray | null
  readonly settings: SettingsFile
  readonly notifier: Notifier
  readonly logger: Logger
}

/**
 * Returns what makes closing a window hide it, if the user wants that and can see the tray; otherwise closing it ends the app, so that
 * Weir never runs out of reach. macOS needs none of that: there an app stays in the Dock.
 */
export function keepInTray({ tray, settings, notifier, logger }: KeepInTrayParts): (window: BrowserWindow) => void {
  if (process.platform === 'darwin') return () => {}
  let quitting = false
  app.on('before-quit', () => {
    quitting = true
  })

  const hideOrQuit = async (window: BrowserWindow) => {
    const visible = await isTrayVisible(process.platform)
    if (quitting || window.isDestroyed()) return
    if (!visible) return app.quit()
    window.hide()
    tellOnce()
  }
  const tellOnce = () => {
    if (settings.get().toldOfTray) return
    notifier.notify({
      title: 'Weir goes on in the tray',
      body: 'Its menu pauses syncs and quits. In the settings you choose that closing the window ends Weir.',
    })
    try {
      settings.set({ toldOfTray: true })
    } catch (error) {
      logger.warn('It was not saved that the tray was told of', { error: String(error) })
    }
  }

  return window => {
    let deciding = false
    window.on('close', event => {
      if (quitting || tray === null || tray.isDestroyed() || !settings.get().keepInTray) return
      event.preventDefault()
      if (deciding) return
      deciding = true
      void hideOrQuit(window).finally(() => {
        deciding = false
      })
    })
  }
}
