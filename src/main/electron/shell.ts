import { realpathSync } from 'node:fs'
import { app, dialog, protocol } from 'electron'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { dataArgument } from './arguments.ts'
import { guardContents } from './guards.ts'
import { scheme } from './origin.ts'
import { run } from './run.ts'
import type { ShellParts } from './shell-parts.ts'

/**
 * Starts Weir as a desktop app. Returns before the app is ready: a module that awaited readiness would never let it come.
 * A second Weir on the same data folder only brings the first one's window to the front.
 */
export function startShell(parts: ShellParts): void {
  // By this name Windows knows whose notifications these are; an installer's shortcut must bear it too.
  if (process.platform === 'win32') app.setAppUserModelId('app.weir.desktop')
  app.enableSandbox()
  protocol.registerSchemesAsPrivileged([scheme])
  try {
    prepare(parts)
  } catch (error) {
    const reason = error instanceof WeirError ? error.hint : 'Its files are damaged or incomplete. Install it again.'
    void app.whenReady().then(() => {
      dialog.showErrorBox('Weir could not start', reason)
      app.exit(1)
    })
  }
}

function prepare(parts: ShellParts): void {
  const given = dataArgument(process.argv, process.cwd())
  const dataFolder = parts.openDataFolder(given ?? app.getPath('userData'))
  // Not where the data has moved to: the key of the system's key store may lie beside Chromium's own files.
  if (given !== null) app.setPath('userData', realpathSync.native(given))
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  const logger = parts.openLog(dataFolder)
  const logUnexpected = (error: unknown) =>
    logger.error('Unexpected error', { error: error instanceof Error ? error.stack : String(error) })
  process.on('uncaughtException', logUnexpected)
  process.on('unhandledRejection', logUnexpected)
  app.on('web-contents-created', (_event, contents) => guardContents(contents, logger))

  app
    .whenReady()
    .then(() => run(parts, parts.pathsIn(dataFolder), logger))
    .catch((error: unknown) => {
      logUnexpected(error)
      dialog.showErrorBox('Weir could not start', `The reason is in the log in ${dataFolder}.`)
      app.exit(1)
    })
}
