import { mkdirSync } from 'node:fs'
import { type Application, createApplication } from '../../src/main/application.ts'
import { pathsIn } from '../../src/main/data-paths.ts'
import type { Caller, Logger, Ports } from '../../src/main/ports.ts'
import { openConfPreferences } from '../../src/main/web/conf-preferences.ts'
import { openFileVault } from '../../src/main/web/file-vault.ts'
import { workerEntries } from '../../src/main/worker-entries.ts'
import { type Client, createClient } from '../../src/shared/contract/client.ts'
import type { PushMessage, Reply, Transport } from '../../src/shared/contract/transport.ts'

export interface TestApplication extends Pick<Application, 'handle' | 'forget' | 'subscribe'> {
  readonly logger: Logger
  readonly client: Client
  /** Every answer so far. */
  readonly answers: readonly Reply[]
  /** Everything pushed so far. */
  readonly pushes: readonly PushMessage[]
  /** Everything logged so far, as text. */
  readonly logged: readonly string[]
  close(): Promise<void>
}

const owner: Caller = { id: 'test', role: 'admin', local: true }

export interface TestApplicationOptions {
  /** Starts the threads from the bundles in `out`, as the product does, instead of from the sources. */
  readonly bundledThreads?: boolean
  /** Another job thread than the product's. */
  readonly ingest?: URL
  readonly oauth?: Ports['oauth']
  /** Another clock than the machine's. */
  readonly now?: () => number
}

/** The real application on a data folder, with its real threads, driven in process. */
export async function openTestApplication(
  dataFolder: string,
  { bundledThreads = false, ingest, oauth, now = Date.now }: TestApplicationOptions = {},
): Promise<TestApplication> {
  mkdirSync(dataFolder, { recursive: true })
  const logged: string[] = []
  const answers: Reply[] = []
  const pushes: PushMessage[] = []
  const logger = loggerInto(logged)
  const clock = { now: () => now() }
  const workers = workerEntries(
    new URL(bundledThreads ? '../../out/main/headless.js' : '../../src/main/headless.ts', import.meta.url).href,
  )
  const ports: Ports = {
    shell: 'headless',
    version: '0.0.0-test',
    paths: pathsIn(dataFolder),
    workers: { ...workers, ...(ingest && { ingest }) },
    vault: openFileVault({ dataFolder, passphrase: false }),
    preferences: openConfPreferences({ dataFolder, clock, logger }),
    clock,
    logger,
    notifier: { notify: () => {} },
    ...(oauth && { oauth }),
  }
  const app = await createApplication(ports)
  app.subscribe(push => pushes.push(push))
  const transport: Transport = {
    async request(message) {
      const answer = await app.handle(owner, JSON.parse(JSON.stringify(message)))
      answers.push(answer)
      return answer
    },
    subscribe: listener => app.subscribe(listener),
    state: 'live',
    onState: () => () => {},
    close: () => {},
  }
  return {
    client: createClient(transport),
    answers,
    pushes,
    logged,
    logger,
    handle: app.handle,
    forget: app.forget,
    subscribe: app.subscribe,
    close: () => app.close(),
  }
}

function loggerInto(lines: string[]): Logger {
  const note = (message: string, facts?: unknown) => {
    lines.push(`${message} ${JSON.stringify(facts, (_, value) => (value instanceof Error ? value.stack : value))}`)
  }
  return { debug: note, info: note, warn: note, error: note }
}
