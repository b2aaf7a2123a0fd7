import { randomUUID } from 'node:crypto'
import pRetry from 'p-retry'
import { transientFaults } from '../../shared/contract/faults.ts'
import { toFault, WeirError } from '../../shared/contract/weir-error.ts'
import { SourceOption, type Verification } from '../../shared/model/connection.ts'
import type { ConnectionId } from '../../shared/model/ids.ts'
import { cachedAccess } from '../connectors/sdk/cached-access.ts'
import type { CommandRunner, Connector, ConnectorContext } from '../connectors/sdk/connector.ts'
import type { Http } from '../connectors/sdk/http.ts'
import type { Access } from '../connectors/sdk/oauth.ts'
import type { Clock, Logger } from '../ports.ts'
import { createRedactor, type Redactor, redactFault } from '../redaction/redact.ts'
import { secretsIn } from '../redaction/secret-forms.ts'
import { mergeSecrets, type Secrets } from './credentials.ts'
import { isSaved, keptSecrets, type SavedForm } from './saved-form.ts'
import { connectorById, parseForm } from './settings.ts'

const tries = 3
/** Results wait this long to be used, and there are at most so many of them. */
const keptMs = 30 * 60_000
const keptAtMost = 50
const optionsAtMost = 10_000

export interface VerificationForm {
  readonly connectorId: string
  readonly connectionId: ConnectionId | null
  readonly settings: Readonly<Record<string, unknown>>
  readonly credentials: Readonly<Record<string, string | null>>
  /** A new sign-in the connection is to use. */
  readonly signInId: string | null
}

/** A verification with what it verified: the parsed settings and the secrets, which never leave the main process. */
export interface VerifiedForm {
  readonly verification: Verification
  readonly settings: Readonly<Record<string, unknown>>
  readonly secrets: Secrets
  readonly signInId: string | null
  /** Whether it is read by a sign-in. */
  readonly signsIn: boolean
}

export interface Verifications {
  /**
   * Begins to verify and returns at once. `saved` is what the connection has, null for a new one; `access` is by its user's sign-in.
   * @throws WeirError `settings.invalid`.
   */
  start(form: VerificationForm, saved: SavedForm | null, access?: Access): Verification
  get(id: string): Verification
  cancel(id: string): Verification
  /** The form behind a passed verification. @throws WeirError `rpc.not_found`, `job.conflict` while it is not passed. */
  passed(id: string): VerifiedForm
  isVerifying(connectionId: ConnectionId): boolean
  /** Cancels and forgets all that is of a connection, its secrets with it. */
  forget(connectionId: ConnectionId): void
  /** Cancels all and waits for them. */
  close(): Promise<void>
}

export interface VerificationsOptions {
  readonly clock: Clock
  readonly logger: Logger
  readonly createCommandRunner: (signal: AbortSignal) => CommandRunner
  /** `connectionId` is whose remote is asked, where that is what the connection has saved. */
  readonly createHttp: (signal: AbortSignal, redact: Redactor, connectionId: ConnectionId | null) => Http
  readonly cacheFolder: (connectionId: ConnectionId) => string
  /** Called whenever a verification has changed; `isOwn` when it is of what its connection has saved. */
  readonly onChange: (verification: Verification, isOwn: boolean) => void
  /** Weir's own connectors, unless a test says otherwise. */
  readonly connectorOf?: (id: string) => Connector
}

interface Entry {
  verification: Verification
  readonly form: Omit<VerifiedForm, 'verification'>
  readonly access: Access | undefined
  readonly isOwn: boolean
  readonly controller: AbortController
  done: Promise<void>
}

export function createVerifications(options: VerificationsOptions): Verifications {
  const { connectorOf = connectorById } = options
  const entries = new Map<string, Entry>()

  const find = (id: string): Entry => {
    const entry = entries.get(id)
    if (entry) return entry
    throw new WeirError('rpc.not_found', { hint: 'This verification is no longer known. Verify again.', details: {} })
  }

  const update = (entry: Entry, change: Partial<Verification>) => {
    entry.verification = { ...entry.verification, ...change }
    options.onChange(entry.verification, entry.isOwn)
  }

  const end = (entry: Entry, change: Partial<Verification>) => {
    if (entry.verification.status !== 'verifying') return
    update(entry, { ...change, endedAt: options.clock.now() })
    // Nobody may ever begin another one, which would forget it, too: its secrets are not to stay.
    setTimeout(forgetOld, keptMs + 1_000).unref()
  }

  const run = async (entry: Entry, connector: Connector) => {
    const { signal } = entry.controller
    const { connectionId } = entry.verification
    const redact = createRedactor(secretsIn(entry.form.secrets))
    const context: ConnectorContext = {
      settings: entry.form.settings,
      credentials: entry.form.secrets,
      commands: options.createCommandRunner(signal),
      http: options.createHttp(signal, redact, entry.isOwn ? connectionId : null),
      ...(entry.access && { access: cachedAccess(entry.access, () => options.clock.now()) }),
      signal,
      now: () => options.clock.now(),
      log: (level, message) => options.logger[level](redact(message), { connectorId: connector.id }),
      cacheFolder: connectionId === null ? null : options.cacheFolder(connectionId),
    }
    try {
      const found = await pRetry(
        attempt => {
          if (attempt > 1) update(entry, { attempt })
          return verifyOnce(connector, context)
        },
        {
          retries: tries - 1,
          minTimeout: 1_000,
          factor: 2,
          randomize: true,
          signal,
          shouldRetry: ({ error }) => isTransient(error),
        },
      )
      end(entry, { status: 'passed', ...found })
    } catch (error) {
      if (signal.aborted) return end(entry, { status: 'cancelled' })
      const reportId = randomUUID()
      if (!(error instanceof WeirError)) {
        const text = redact(error instanceof Error ? (error.stack ?? error.message) : String(error))
        options.logger.error('A verification failed unexpectedly', { reportId, error: text })
      }
      end(entry, { status: 'failed', fault: redactFault(toFault(error, reportId), redact) })
    }
  }

  const forgetOld = () => {
    const now = options.clock.now()
    for (const [id, { verification }] of entries) {
      const tooMany = entries.size > keptAtMost && verification.status !== 'verifying'
      if (tooMany || (verification.endedAt !== null && now - verification.endedAt > keptMs)) entries.delete(id)
    }
  }

  return {
    start(form, saved, access) {
      forgetOld()
      const connector = connectorOf(form.connectorId)
      const settings = parseForm(connector.settings, form.settings, 'settings') as Record<string, unknown>
      const kept = saved === null ? {} : keptSecrets(connector, saved, { ...form, settings })
      const secrets = mergeSecrets(kept, form.credentials)
      if (connector.credentials) parseForm(connector.credentials, secrets, 'credentials')
      const verification: Verification = {
        id: randomUUID(),
        connectorId: connector.id,
        connectionId: form.connectionId,
        status: 'verifying',
        attempt: 1,
        startedAt: options.clock.now(),
        endedAt: null,
        identity: null,
        product: null,
        checks: [],
        credentialsExpireAt: null,
        options: [],
        choices: {},
        fault: null,
      }
      const entry: Entry = {
        verification,
        form: { settings, secrets, signInId: form.signInId, signsIn: access !== undefined },
        access,
        isOwn: saved !== null && form.signInId === null && isSaved(connector, saved, { settings, secrets }),
        controller: new AbortController(),
        done: Promise.resolve(),
      }
      entries.set(verification.id, entry)
      entry.done = run(entry, connector)
      return verification
    },
    get: id => find(id).verification,
    cancel(id) {
      const entry = find(id)
      entry.controller.abort()
      end(entry, { status: 'cancelled' })
      return entry.verification
    },
    passed(id) {
      const { verification, form } = find(id)
      if (verification.status === 'passed') return { verification, ...form }
      throw new WeirError('job.conflict', {
        hint: 'Verify these settings first, then save.',
        details: { status: verification.status },
      })
    },
    isVerifying: connectionId =>
      [...entries.values()].some(
        ({ verification }) => verification.connectionId === connectionId && verification.status === 'verifying',
      ),
    forget(connectionId) {
      for (const [id, { verification, controller }] of entries) {
        if (verification.connectionId !== connectionId) continue
        controller.abort()
        entries.delete(id)
      }
    },
    async close() {
      for (const entry of entries.values()) entry.controller.abort()
      await Promise.all([...entries.values()].map(entry => entry.done))
    },
  }
}

async function verifyOnce(connector: Connector, context: ConnectorContext): Promise<Partial<Verification>> {
  const { identity, product, checks, credentialsExpireAt = null, choices = {} } = await connector.verify(context)
  const found: SourceOption[] = []
  for await (const option of connector.discover(context)) {
    found.push(SourceOption.parse(option))
    if (found.length === optionsAtMost) break
  }
  return { identity, product, checks: [...checks], credentialsExpireAt, options: found, choices: { ...choices } }
}

const isTransient = (error: unknown) => error instanceof WeirError && transientFaults.has(error.code)
