import type { Application } from '../application.ts'
import type { Logger, Paths, Ports, WorkerEntries } from '../ports.ts'

/** What the shell is given to put around: the application and what it shares with the other shell. */
export interface ShellParts {
  /** The folder's real path, made if need be. @throws WeirError `store.readonly` when it cannot be used. */
  readonly openDataFolder: (folder: string) => string
  readonly pathsIn: (dataFolder: string) => Paths
  readonly openLog: (dataFolder: string) => Logger & { close(): void }
  readonly createApplication: (ports: Ports) => Promise<Application>
  /** Lets the command line reach the running application; resolves to what stops it. */
  readonly offerLocalSocket: (app: Application, dataFolder: string, logger: Logger) => Promise<() => Promise<void>>
  readonly workers: WorkerEntries
  /** The built preload script and the folder of the built renderer, absolute. */
  readonly preload: string
  readonly renderer: string
  /** The app's icon (PNG), absolute. Beside `out` in the checkout and in the package alike. */
  readonly icon: string
  /** The folder of the tray's icons, absolute. */
  readonly trayIcons: string
}
