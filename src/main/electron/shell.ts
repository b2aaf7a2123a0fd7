import { mkdirSync } from 'node:fs'
import { app, BrowserWindow, dialog, Menu, protocol, safeStorage, session, shell } from 'electron'
import type { Application } from '../application.ts'
import type { Logger, Paths, Ports, WorkerEntries } from '../ports.ts'
import { dataArgument } from './arguments.ts'
import { serveContent } from './content.ts'
import { surviveCrashes } from './crash.ts'
import { guardContents, guardSession } from './guards.ts'
import { connectIpc } from './ipc.ts'
import { menuTemplate } from './menu.ts'
import { createNotifier } from './notifier.ts'
import { scheme } from './origin.ts'
import { pickFolders } from './pick-folders.ts'
import { createPreferences } from './preferences.ts'
import { quitInOrder } from './quit.ts'
import { openSettingsFile } from './settings-file.ts'
import { createSafeStorageVault } from './vault.ts'
import { openWindow } from './window.ts'

/** What the shell is given to put around: the application and what it shares with the other shell. */
export interface ShellParts {
  readonly createApplication: (ports: Ports) => Promise<Application>
  readonly createLogger: (dataFolder: string) => Logger
  readonly pathsIn: (dataFolder: string) => Paths
  readonly workers: WorkerEntries
  /** Lets the command line reach the running application; resolves to what stops it. */
  readonly listenLocally: (application: Application, paths: Paths, logger: Logger) => Promise<() => Promise<void>>
  /** The built preload script and the folder of the built renderer, absolute. */
  readonly preload: string
  readonly renderer: string
}

/**
 * Starts Weir as a desktop app. Returns before the app is ready: a module that awaited readiness would never let it come.
 * A second Weir on the same data folder only brings the first one's window to the front.
 */
export function startShell(parts: ShellParts): void {
  app.enableSandbox()
  protocol.registerSchemesAsPrivileged([scheme])
  const dataFolder = dataArgument(process.argv, process.cwd())
  if (dataFolder !== null) {
    mkdirSync(dataFolder, { recursive: true })
    app.setPath('userData', dataFolder)
  }
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  const paths = parts.pathsIn(app.getPath('userData'))
  mkdirSync(paths.data, { recursive: true })
  const logger = parts.createLogger(paths.data)
  const logCrash = (error: unknown) =>
    logger.error('Unexpected error', { error: error instanceof Error ? error.stack : String(error) })
  process.on('uncaughtException', logCrash)
  process.on('unhandledRejection', logCrash)
  app.on('web-contents-created', (_event, contents) => guardContents(contents, logger))

  app
    .whenReady()
    .then(() => run(parts, paths, logger))
    .catch((error: unknown) => {
      logCrash(error)
      dialog.showErrorBox('Weir could not start', `The reason is in the log in ${paths.data}.`)
      app.exit(1)
    })
}

function run(parts: ShellParts, paths: Paths, logger: Logger): void {
  const settings = openSettingsFile(paths.data, logger, Date.now)
  const application = parts.createApplication(portsOf(parts, paths, logger, createPreferences(settings)))
  const localSocket = application.then(running => parts.listenLocally(running, paths, logger))
  localSocket.catch((error: unknown) =>
    logger.error('The command line cannot reach this Weir', { error: String(error) }),
  )
  quitInOrder(async () => {
    await localSocket.then(
      stop => stop(),
      () => {},
    )
    await (await application).close()
  }, logger)

  guardSession(session.defaultSession)
  protocol.handle('app', request => serveContent(parts.renderer, request))
  const ipc = connectIpc(application, logger)
  setMenu(paths)
  const open = () =>
    openWindow(parts.preload, settings, logger, window => {
      ipc.admit(window.webContents)
      surviveCrashes(window, logger, () => app.quit())
    })

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

function portsOf(parts: ShellParts, paths: Paths, logger: Logger, preferences: Ports['preferences']): Ports {
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
  }
}

function setMenu(paths: Paths): void {
  app.setAboutPanelOptions({ applicationName: app.name, applicationVersion: app.getVersion() })
  const actions = { openDataFolder: () => void shell.openPath(paths.data), showAbout: () => app.showAboutPanel() }
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, !app.isPackaged, actions)))
}
