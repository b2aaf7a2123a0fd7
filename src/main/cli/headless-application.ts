import { createClient } from '../../shared/contract/client.ts'
import type { Fault } from '../../shared/contract/faults.ts'
import { type Application, createApplication } from '../application.ts'
import { logFileIn, pathsIn } from '../data-paths.ts'
import { openLog } from '../log.ts'
import { offerLocalSocket } from '../offer-local-socket.ts'
import type { Lifetime, Logger, Ports } from '../ports.ts'
import { openConfPreferences } from '../web/conf-preferences.ts'
import { openFileVault } from '../web/file-vault.ts'
import { workerEntries } from '../worker-entries.ts'
import { inProcessTransport } from './in-process-transport.ts'

export interface HeadlessOptions {
  readonly dataFolder: string
  /** The entry file's `import.meta.url`: the worker threads' files are beside it. */
  readonly entry: string
  readonly version: string
  readonly lifetime: Lifetime
  /** Whether a new vault is to be sealed by a passphrase. */
  readonly passphraseVault: boolean
  /** Unlocks a vault sealed by a passphrase. */
  readonly passphrase: string | null
  readonly createLink?: () => string
  /** Ends this application and opens it anew; absent where it is there for one command. */
  readonly restart?: () => void
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

/**
 * Opens the application in this process and, once it holds the data folder, the socket by which other programs of this user reach it;
 * one that answers a single request has none, for it would be gone in the middle of theirs.
 * @throws WeirError `settings.invalid` for a wrong passphrase.
 */
export async function openHeadlessApplication(options: HeadlessOptions): Promise<HeadlessApplication> {
  const { dataFolder, entry, version, lifetime, createLink, restart } = options
  const logger = openLog(logFileIn(dataFolder))
  const vault = openFileVault({ dataFolder, passphrase: options.passphraseVault })
  const ports: Ports = {
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
    ...(restart && { restart }),
  }
  const app = await createApplication(ports, lifetime)
  const closeSocket = lifetime === 'one-shot' ? async () => {} : await offerLocalSocket(app, dataFolder, logger)
  const close = async () => {
    try {
      await app.close()
    } finally {
      await closeSocket()
      logger.close()
    }
  }
  try {
    const { blockedBy } = await createClient(inProcessTransport(app)).request('app.info')
    if (options.passphrase !== null && vault.status().locked) await vault.unlock(options.passphrase)
    return { app, logger, blockedBy, close }
  } catch (error) {
    await close()
    throw error
  }
}
