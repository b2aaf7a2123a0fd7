import { join } from 'node:path'
import { createClient } from '../../shared/contract/client.ts'
import type { Fault } from '../../shared/contract/faults.ts'
import { type Application, createApplication } from '../application.ts'
import { openLog } from '../log.ts'
import type { Logger, Paths } from '../ports.ts'
import { openConfPreferences } from '../web/conf-preferences.ts'
import { openFileVault } from '../web/file-vault.ts'
import { type LocalSocket, openLocalSocket } from '../web/local-socket.ts'
import { workerEntries } from '../worker-entries.ts'
import { inProcessTransport } from './in-process-transport.ts'

export interface HeadlessOptions {
  readonly dataFolder: string
  /** The entry file's `import.meta.url`: the worker threads' files are beside it. */
  readonly entry: string
  readonly version: string
  /** Whether a new vault is to be sealed by a passphrase. */
  readonly passphraseVault: boolean
  /** Unlocks a vault sealed by a passphrase. */
  readonly passphrase: string | null
  readonly createLink?: () => string
}

export interface HeadlessApplication {
  readonly app: Application
  readonly logger: Logger
  /** Why it cannot work; null when it can. */
  readonly blockedBy: Fault | null
  /** Ends the application, then what carries messages to it. */
  close(): Promise<void>
}

const clock = { now: () => Date.now() }

export const pathsIn = (dataFolder: string): Paths => ({
  data: dataFolder,
  database: join(dataFolder, 'weir.db'),
  backups: join(dataFolder, 'backups'),
  mirrors: join(dataFolder, 'mirrors'),
})

export const logPath = (dataFolder: string): string => join(dataFolder, 'logs', 'weir.log')

/**
 * Opens the application in this process and, once it holds the data folder, the socket by which other programs of this user reach it.
 * @throws WeirError `settings.invalid` for a wrong passphrase.
 */
export async function openHeadlessApplication(options: HeadlessOptions): Promise<HeadlessApplication> {
  const { dataFolder, entry, version, createLink } = options
  const logger = openLog(logPath(dataFolder))
  const vault = openFileVault({ dataFolder, passphrase: options.passphraseVault })
  const app = await createApplication({
    shell: 'headless',
    version,
    paths: pathsIn(dataFolder),
    workers: workerEntries(entry),
    vault,
    preferences: openConfPreferences({ dataFolder, clock, logger }),
    clock,
    logger,
    // Nobody looks at this program's terminal while it serves, and in the foreground its own output says it.
    notifier: { notify: ({ title, body }) => logger.info(title, { body }) },
    ...(createLink && { createLink }),
  })
  const client = createClient(inProcessTransport(app))

  let socket: Promise<LocalSocket | null> | null = null
  const offerSocket = async (): Promise<Fault | null> => {
    const { blockedBy } = await client.request('app.info')
    // Without the folder's lock the socket there may be another Weir's.
    if (blockedBy === null)
      socket ??= openLocalSocket({ app, dataFolder, logger }).catch(error => {
        logger.warn('Other programs cannot reach this Weir: its local socket cannot be opened', { error })
        return null
      })
    await socket
    return blockedBy
  }
  const stopWatching = client.on('data_changed', () => void (socket ?? offerSocket()))

  const close = async () => {
    stopWatching()
    await app.close()
    await (await socket)?.close()
    logger.close()
  }
  try {
    const blockedBy = await offerSocket()
    if (options.passphrase !== null && vault.status().locked) await vault.unlock(options.passphrase)
    return { app, logger, blockedBy, close }
  } catch (error) {
    await close()
    throw error
  }
}
