import type { z } from 'zod'
import type {
  AuthKind,
  FoundSource,
  Noun,
  SettingChoices,
  VerificationCheck,
} from '../../../shared/model/connection.ts'
import type { Entity, Removed } from '../../../shared/model/entities.ts'
import type { LogLevel } from '../../../shared/model/job.ts'
import type { TouchedCommits } from '../../../shared/model/service.ts'
import type { Http } from './http.ts'
import type { Access, OAuthProvider } from './oauth.ts'

/** A program the host runs for a connector. */
export interface CommandOptions {
  readonly cwd?: string
  /** Added to a minimal environment. */
  readonly env?: Readonly<Record<string, string>>
  /** Written to the program's standard input, in order, then the input ends. */
  readonly input?: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>
}

export interface RunningCommand {
  /** Standard output in large chunks, with back-pressure: the program waits while nobody reads. */
  readonly stdout: AsyncIterable<Buffer>
  /**
   * Resolves when the program has ended. Never rejects for a non-zero exit: `code` and the last 4 KB of standard error say it.
   * @throws WeirError `tool.missing` when there is no such program, `source.unreadable` when it cannot start in `cwd`.
   */
  readonly exit: Promise<{ readonly code: number | null; readonly signal: string | null; readonly stderr: string }>
  /** Ends the program early. */
  kill(): void
}

/** Runs programs: aborted with the job, counted as requests, ended with the thread whatever happens. */
export interface CommandRunner {
  run(program: string, args: readonly string[], options?: CommandOptions): RunningCommand
}

/**
 * What the host gives a connector. There is nothing else: no clock, no sleeping, no storing, no retrying of its own. One object
 * serves all streams of a run, so a connector may keep for it (`WeakMap`) what it has found out once.
 */
export interface ConnectorContext<Settings = unknown, Credentials = unknown> {
  readonly settings: Settings
  readonly credentials: Credentials
  readonly commands: CommandRunner
  readonly http: Http
  /** Access by the user's sign-in; absent where there is none. */
  readonly access?: Access
  readonly signal: AbortSignal
  readonly now: () => number
  readonly log: (level: LogLevel, message: string) => void
  /** A folder of this connection's own outside the database (it may not exist yet); null while verifying a new connection. */
  readonly cacheFolder: string | null
}

export interface VerifyResult {
  /** Who or what answered: an account, or the machine. */
  readonly identity: string
  /** Product and version found, such as `git 2.39.5`. */
  readonly product: string
  readonly checks: readonly VerificationCheck[]
  /** When the credentials cease to be valid, epoch ms; absent when the remote does not say. */
  readonly credentialsExpireAt?: number | undefined
  /** What the settings marked `found` can be, by name. */
  readonly choices?: Readonly<Record<string, SettingChoices>>
}

/** A service as the user told it apart: the paths that are its own, as git's globs from the root of the repository. */
export interface ServicePaths {
  readonly id: number
  readonly paths: readonly string[]
}

/** The data source a stream reads from, as `discover` found it. */
export interface SourceRef {
  readonly externalId: string
  readonly name: string
  /** What it is known by where `externalId` is only its present address. */
  readonly identity?: string
  /** The services the user told apart in it; absent where there are none. */
  readonly services?: readonly ServicePaths[]
}

/** A page: what the host maps and commits together with `cursor`, in one transaction. */
export interface Page<Item, Cursor> {
  readonly records: readonly Item[]
  readonly cursor: Cursor
  /** Rows that are gone at the source. */
  readonly deleted?: readonly Removed[]
  /**
   * Keys seen in a complete sweep. When the stream ends with `sweepComplete` on its last page, rows of the stream's
   * `deletes` kind that were not seen in this sweep become inactive. An interrupted sweep deletes nothing. A sweep knows only
   * what this reading has named: one that goes on in the middle names again what came before.
   */
  readonly seen?: readonly string[]
  readonly sweepComplete?: boolean
  /** Records this stream expects in all in this run, for the progress bar. */
  readonly total?: number
  /** Records (of `total`) this run had already committed before a pause or crash. Only on the first page. */
  readonly resumedAt?: number
  readonly bytes?: number
}

export interface ReadInput<Cursor> {
  readonly source: SourceRef
  /** Where the last committed page ended; null for a first read. */
  readonly cursor: Cursor | null
  /** The cursors of the streams named in `dependsOn`, as they are stored: how far these have come. Not parsed. */
  readonly dependencies?: Readonly<Record<string, unknown>>
  /** Which of these keys of the stream's `deletes` kind have no active row: a sweep that names them can read them again. */
  readonly missing: (keys: readonly string[]) => readonly string[]
  /** How many active rows of the stream's `deletes` kind there are now, those of the pages given so far among them. */
  readonly active: () => number
  /** Commits that the source's deployments, releases, tags and runs point at and that are not stored, the most telling first. */
  readonly unreadCommits: () => readonly string[]
  /** Whether the commits of this repository are those of a clone that another data source reads. */
  readonly elsewhere: () => boolean
}

/** One kind of record of a data source. */
export interface Stream<Settings = unknown, Credentials = unknown, Item = unknown, Cursor = unknown> {
  readonly name: string
  /** What the records are called on screen, in the plural: `commits`. */
  readonly label: string
  readonly cursor: z.ZodType<Cursor>
  /** Parses a record from an untrusted remote; absent where the connector's own parser has made it. */
  readonly record?: z.ZodType<Item>
  /** Streams of the same source that must be complete first. */
  readonly dependsOn?: readonly string[]
  /** Whether these settings want it at all; always, if absent. */
  wanted?(settings: Settings): boolean
  /** Only read for sources in which there are services. */
  readonly forServices?: true
  /** The kind of row a completed sweep may make inactive. */
  readonly deletes?: Removed['kind']
  /** What of the settings decides how this stream reads, besides what the connector says of all of them. */
  fingerprint?(settings: Settings): unknown
  read(context: ConnectorContext<Settings, Credentials>, input: ReadInput<Cursor>): AsyncGenerator<Page<Item, Cursor>>
  map(item: Item): readonly Entity[]
}

/** Where a history is that was read before. */
export interface HistoryPlace extends Pick<ConnectorContext, 'commands' | 'cacheFolder'> {
  /** The repository's, as its record has it. */
  readonly path: string
  /** The data source's external id. */
  readonly identity: string
}

export interface Connector<Settings = unknown, Credentials = unknown> {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly auth: readonly AuthKind[]
  readonly sourceNoun: Noun
  /** What its data sources are called where there are several kinds of them, by `SourceOption.kind`. */
  readonly sourceKinds?: Readonly<Record<string, Noun>>
  /** What adding a connection is called; `Connect` and its title, if absent. */
  readonly addLabel?: string
  readonly settings: z.ZodType<Settings>
  /** How users sign in by OAuth; absent where they cannot. */
  readonly oauth?: OAuthProvider
  /** Secrets, each a string; null where the connector has none. */
  readonly credentials: z.ZodType<Credentials> | null
  readonly streams: readonly Stream<Settings, Credentials>[]
  /** The origins its secrets are shown to under these settings. Absent: to nobody. */
  secretsGoTo?(settings: Settings): readonly string[]
  /** The part of the settings that changes what a source's streams read: when it differs, they start afresh. Absent: all of them. */
  fingerprint?(settings: Settings): unknown
  /** Its faults name fields as the form has them: `settings.folders.0`, `credentials.token`. */
  /**
   * How many of the newest `most` commits touch some paths, in the history as it was last read; null where there is none to ask.
   */
  countTouched?(history: HistoryPlace, paths: readonly string[], most: number): Promise<TouchedCommits | null>
  verify(context: ConnectorContext<Settings, Credentials>): Promise<VerifyResult>
  discover(context: ConnectorContext<Settings, Credentials>): AsyncIterable<FoundSource>
}

/** Types a stream from its cursor schema and its records. */
export function defineStream<Settings, Credentials, Item, Cursor>(
  stream: Stream<Settings, Credentials, Item, Cursor>,
): Stream<Settings, Credentials, Item, Cursor> {
  return stream
}

/** Types a connector from its settings and credentials schemas. */
export function defineConnector<Settings, Credentials>(
  connector: Connector<Settings, Credentials>,
): Connector<Settings, Credentials> {
  return connector
}
