import { app, type BrowserWindow, Menu, powerMonitor, protocol, safeStorage, session, shell } from 'electron'
import type { Application } from '../application.ts'
import type { Paths, Ports } from '../ports.ts'
import { serveContent } from './content.ts'
import { surviveCrashes } from './crash.ts'
import { guardSession } from './guards.ts'
import { connectIpc } from './ipc.ts'
import { keepInTray } from './keep-in-tray.ts'
import { menuTemplate } from './menu.ts'
import { createNotifier } from './notifier.ts'
import { keepOneWindow } from './one-window.ts'
import { pickFolders } from './pick-folders.ts'
import { pickSavePath } from './pick-save-path.ts'
import { createPreferences } from './preferences.ts'
import { quitInOrder } from './quit.ts'
import { openSettingsFile } from './settings-file.ts'
import type { ShellParts } from './shell-parts.ts'
import { showTray } from './tray.ts'
import { createSafeStorageVault } from './vault.ts'
import { openWindow } from './window.ts'

type Log = ReturnType<ShellParts['openLog']>

/** Starts the application and opens its window at once, which waits for its first answers while the database opens. */
export function run(parts: ShellParts, paths: Paths, logger: Log): void {
  const settings = openSettingsFile(paths.data, logger, Date.now)
  const window = keepOneWindow(route => {
    const opened = openWindow(parts, settings, logger, admit, route)
    stay(opened)
    return opened
  }, logger)
  const notifier = createNotifier(window.show)
  const application = parts.createApplication(portsOf(parts, paths, logger, createPreferences(settings), notifier))
  const stopListening = application.then(running => parts.offerLocalSocket(running, paths.data, logger))
  stopListening.catch((error: unknown) => logger.error('Starting failed', { error: String(error) }))
  quitInOrder(async () => {
    await (await application).close()
    await (await stopListening)()
    logger.close()
  }, logger)

  guardSession(session.defaultSession)
  protocol.handle('app', request => serveContent(parts.renderer, request))
  const ipc = connectIpc(application, logger)
  const admit = (opened: BrowserWindow) => {
    ipc.admit(opened.webContents)
    surviveCrashes(opened, logger, () => app.quit())
  }
  setMenu(paths)
  catchUpAfterSleep(application)
  const { trayIcons: icons } = parts
  const tray = showTray({ application, icons, logger, notifier, open: window.show, quit: () => app.quit() })
  const stay = keepInTray({ tray, settings, notifier, logger })
  window.show()
}

/** While the machine sleeps, timers stand still. */
function catchUpAfterSleep(application: Promise<Application>): void {
  powerMonitor.on('resume', () => {
    // A failed start is told by the window.
    application.then(
      running => running.wokeUp(),
      () => {},
    )
  })
}

function portsOf(
  parts: ShellParts,
  paths: Paths,
  logger: Log,
  preferences: Ports['preferences'],
  notifier: Ports['notifier'],
): Ports {
  return {
    shell: 'electron',
    version: app.getVersion(),
    paths,
    workers: parts.workers,
    vault: createSafeStorageVault(safeStorage, process.platform),
    preferences,
    clock: { now: Date.now },
    logger,
    notifier,
    pickFolders,
    pickSavePath,
    restart() {
      app.relaunch()
      app.quit()
    },
  }
}

function setMenu(paths: Paths): void {
  app.setAboutPanelOptions({ applicationName: app.name, applicationVersion: app.getVersion() })
  const actions = { openDataFolder: () => void shell.openPath(paths.data), showAbout: () => app.showAboutPanel() }
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, !app.isPackaged, actions)))
}
