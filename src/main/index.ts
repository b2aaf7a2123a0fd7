import { join } from 'node:path'
import { createApplication } from './application.ts'
import { openDataFolder } from './cli/data-folder.ts'
import { logFileIn, pathsIn } from './data-paths.ts'
import { startShell } from './electron/shell.ts'
import { openLog } from './log.ts'
import { offerLocalSocket } from './offer-local-socket.ts'
import { reclaimSignals } from './reclaim-signals.ts'
import { workerEntries } from './worker-entries.ts'

reclaimSignals()
startShell({
  openDataFolder,
  pathsIn,
  openLog: dataFolder => openLog(logFileIn(dataFolder)),
  createApplication,
  offerLocalSocket,
  workers: workerEntries(import.meta.url),
  preload: join(import.meta.dirname, '../preload/index.cjs'),
  renderer: join(import.meta.dirname, '../renderer'),
  icon: join(import.meta.dirname, '../../resources/icon.png'),
  trayIcons: join(import.meta.dirname, '../../resources/tray'),
})
