import { app, BrowserWindow, Menu, protocol, safeStorage, session, shell } from 'electron'
import type { Paths, Ports } from '../ports.ts'
import { serveContent } from './content.ts'
import { surviveCrashes } from './crash.ts'
import { guardSession } from './guards.ts'
import { connectIpc } from './ipc.ts'
import { menuTemplate } from './menu.ts'
import { createNotifier } from './notifier.ts'
import { pickFolders } from './pick-folders.ts'
import { pickSavePath } from './pick-save-path.ts'
import { createPreferences } from './preferences.ts'
import { quitInOrder } from './quit.ts'
import { openSettingsFile } from './settings-file.ts'
import type { ShellParts } from './shell-parts.ts'
import { createSafeStorageVault } from './vault.ts'
import { openWindow } from './window.ts'

type Log = ReturnType<ShellParts['openLog']>

/** Starts the application and opens its window at once, which waits for its first answers while the database opens. */
export function run(parts: ShellParts, paths: Paths, logger: Log): void {
  const settings = openSettingsFile(paths.data, logger, Date.now)
  const application = parts.createApplication(portsOf(parts, paths, logger, createPreferences(settings)))
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
  setMenu(paths)
  keepOneWindow(() =>
    openWindow(parts, settings, logger, window => {
      ipc.admit(window.webContents)
      surviveCrashes(window, logger, () => app.quit())
    }),
  )
}

function keepOneWindow(open: () => BrowserWindow): void {
  app.on('second-instance', () => {
    const [window = open()] = BrowserWindow.getAllWindows()
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  })
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) open()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  open()
}

function portsOf(parts: ShellParts, paths: Paths, logger: Log, preferences: Ports['preferences']): Ports {
  return {
    shell: 'electron',
    version: app.getVersion(),
    paths,
    workers: parts.workers,
    vault: createSafeStorageVault(safeStorage, process.platform),
    preferences,
    clock: { now: Date.now },
    logger,
    notifier: createNotifier(),
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
