import type { VaultKind } from '../shared/model/app-info.ts'
import type { PreferenceChange, PreferenceValues } from '../shared/model/preferences.ts'

/** What a shell brings. Everything else is the application, which knows of no shell. */
export interface Ports {
  readonly shell: 'electron' | 'headless'
  readonly version: string
  readonly paths: Paths
  readonly workers: WorkerEntries
  readonly vault: Vault
  readonly preferences: Preferences
  readonly clock: Clock
  readonly logger: Logger
  readonly notifier: Notifier
  /** Shows the system's folder picker; absent where the shell has none. Resolves to absolute paths, empty when cancelled. */
  readonly pickFolders?: () => Promise<readonly string[]>
  /** Asks where to save a file of this name; absent where the shell has no such dialog. Resolves to an absolute path, null when cancelled. */
  readonly pickSavePath?: (suggestedName: string) => Promise<string | null>
  /** Ends the application in order and starts it again, on the data folder as it is found then; absent where the shell cannot. */
  readonly restart?: () => void
  /** Where users sign in by OAuth, and the port they are sent back to; the product's own unless a test says otherwise. */
  readonly oauth?: { readonly hosts: { readonly auth: string; readonly api: string }; readonly callbackPort: number }
  /** Makes a one-time link to the browser app; absent where no web server runs. */
  readonly createLink?: () => string
}

/**
 * How long the application is there for. `resident`: until told to end; what can wait for the next start is then left to it. `foreground`: as long as
 * the jobs it was opened for; what follows from them is done before it closes. `one-shot`: for one request; it leaves the queue alone
 * and answers from what is up to date.
 */
export type Lifetime = 'resident' | 'foreground' | 'one-shot'

export interface Paths {
  /** The data folder: database, backups, mirrors. Absolute; exists. */
  readonly data: string
  readonly database: string
  readonly backups: string
  /** One folder per connection for what a connector keeps outside the database, such as mirrored repositories. */
  readonly mirrors: string
}

/** The worker threads' entry files: `.ts` sources in tests, bundles in the product. */
export interface WorkerEntries {
  readonly ingest: URL
  readonly metrics: URL
  readonly maintenance: URL
  readonly care: URL
}

export interface SealedSecret {
  readonly keyId: string
  readonly sealed: Buffer
}

/** Seals secrets with a key the database does not hold. */
export interface Vault {
  readonly kind: VaultKind
  /** Whether a passphrase is needed first; `warning` says what the user should know about how safe it is. */
  status(): { readonly locked: boolean; readonly warning: string | null }
  /** @throws WeirError `settings.invalid` when the passphrase is wrong. */
  unlock(passphrase: string): Promise<void>
  /** @throws WeirError `vault.locked` or `vault.unavailable`. */
  seal(plain: string): Promise<SealedSecret>
  /** `resealed` is set when the key has changed: store it in place of the old one. @throws WeirError `vault.locked` or `vault.unavailable`. */
  open(secret: SealedSecret): Promise<{ readonly plain: string; readonly resealed: SealedSecret | null }>
}

export interface Preferences {
  get(): PreferenceValues
  set(change: PreferenceChange): PreferenceValues
}

export interface Clock {
  /** Epoch ms. */
  now(): number
}

/** Structured logging to the shell's log file. Values are facts, never secrets. */
export interface Logger {
  debug(message: string, facts?: Readonly<Record<string, unknown>>): void
  info(message: string, facts?: Readonly<Record<string, unknown>>): void
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void
  error(message: string, facts?: Readonly<Record<string, unknown>>): void
}

export interface Notifier {
  notify(notification: DesktopNotification): void
}

export interface DesktopNotification {
  readonly title: string
  readonly body: string
  /** The page of the app that says more, such as `/jobs/runs/7`. */
  readonly route?: string
}

/** Who is asking, as the shell has established it. `local` is the window or the owner's local socket, not a browser. */
export interface Caller {
  readonly id: string
  readonly role: 'viewer' | 'admin'
  readonly local: boolean
}
