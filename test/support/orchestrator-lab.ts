import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createOrchestrator, type Orchestrator } from '../../src/main/orchestrator/orchestrator.ts'
import type { DesktopNotification, Logger } from '../../src/main/ports.ts'
import { openStore, type Store } from '../../src/main/store/open.ts'
import type { PushOf, TableName } from '../../src/shared/contract/events.ts'
import { ConnectionId, JobId } from '../../src/shared/model/ids.ts'
import type { JobSummary } from '../../src/shared/model/job.ts'
import { type PreferenceChange, PreferenceValues } from '../../src/shared/model/preferences.ts'
import type { Script } from './scripted-thread.ts'

export interface LogLine {
  readonly level: keyof Logger
  readonly message: string
  readonly facts: Readonly<Record<string, unknown>>
}

/** An orchestrator over a real database in a folder of its own, whose jobs follow scripts in real threads. */
export interface OrchestratorLab {
  /** Another one after `crash`. */
  readonly store: Store
  readonly databasePath: string
  readonly pushes: readonly PushOf[]
  readonly log: readonly LogLine[]
  readonly rowsChanged: readonly TableName[]
  /** What was shown on the desktop. */
  readonly notifications: readonly DesktopNotification[]
  /** Changes preferences; the orchestrator is told. */
  prefer(change: PreferenceChange): Promise<void>
  /** The one in charge; another one after `restart`. */
  readonly orchestrator: Orchestrator
  addJob(script: Script, name?: string): Promise<{ readonly jobId: JobId; readonly connectionId: ConnectionId }>
  /** Resolves with the first push, from now on, that the condition holds for. */
  pushed(condition: (push: PushOf) => boolean): Promise<PushOf>
  /** Resolves once the job is in that state (now or by a later push). */
  reaches(jobId: JobId, condition: (job: JobSummary) => boolean): Promise<JobSummary>
  /** A new orchestrator on the same database, started. The old one must have ended, or be left for dead. */
  restart(): Promise<Orchestrator>
  /** As `kill -9` of the process would: what was not recorded is lost, the thread is gone. Then a new start on the same folder. */
  crash(): Promise<void>
  close(): Promise<void>
}

export interface LabOptions {
  readonly preferences?: PreferenceChange
  readonly openCredentials?: () => Promise<Readonly<Record<string, string>>>
  readonly now?: () => number
}

/** Opens a lab with its orchestrator started. */
export async function openLab(options: LabOptions = {}): Promise<OrchestratorLab> {
  const folder = mkdtempSync(join(tmpdir(), 'weir-orchestrator-'))
  const clock = { now: options.now ?? Date.now }
  const log: LogLine[] = []
  let dying = false
  const note =
    (level: keyof Logger) =>
    (message: string, facts: LogLine['facts'] = {}) =>
      void (dying || log.push({ level, message, facts }))
  const logger: Logger = { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') }
  const paths = {
    data: folder,
    database: join(folder, 'weir.db'),
    backups: join(folder, 'backups'),
    mirrors: join(folder, 'mirrors'),
  }
  let store = await openStore({ paths, clock, logger })
  const pushes: PushOf[] = []
  let preferences = PreferenceValues.parse(options.preferences ?? {})
  const notifications: DesktopNotification[] = []
  const rowsChanged: TableName[] = []
  let listeners: ((push: PushOf) => void)[] = []

  const create = () =>
    createOrchestrator({
      store,
      clock,
      logger,
      paths,
      workers: { ingest: new URL('scripted-thread.ts', import.meta.url) },
      preferences: { get: () => preferences },
      notifier: { notify: text => void notifications.push(text) },
      access: () => Promise.reject(new Error('nobody has signed in')),
      openCredentials: options.openCredentials ?? (async () => ({})),
      push(push) {
        if (dying) return
        pushes.push(push)
        for (const listener of listeners) listener(push)
      },
      onRowsChanged: tables => void rowsChanged.push(...tables),
    })
  const restart = async () => {
    orchestrator = create()
    await orchestrator.start()
    return orchestrator
  }
  let orchestrator = create()
  await orchestrator.start()

  const pushed = (condition: (push: PushOf) => boolean) =>
    new Promise<PushOf>(resolve => {
      const listener = (push: PushOf) => {
        if (!condition(push)) return
        listeners = listeners.filter(other => other !== listener)
        resolve(push)
      }
      listeners = [...listeners, listener]
    })

  return {
    get store() {
      return store
    },
    databasePath: paths.database,
    pushes,
    log,
    rowsChanged,
    get orchestrator() {
      return orchestrator
    },
    async addJob(script, name = script.script) {
      const connection = await store.db
        .insertInto('connections')
        .values({
          connector_id: 'scripted',
          name,
          enabled: 1,
          settings: JSON.stringify(script),
          latest_options: '[]',
          created_at: 1,
          updated_at: 1,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await store.db
        .insertInto('data_sources')
        .values({
          connection_id: connection.id,
          external_id: `/${name}`,
          name: `${name} source`,
          kind: 'scripted',
          description: '',
          active: 1,
        })
        .execute()
      const job = await store.db
        .insertInto('jobs')
        .values({ connection_id: connection.id, state: 'PENDING', intent: 'none', updated_at: 1 })
        .returning('id')
        .executeTakeFirstOrThrow()
      return { jobId: JobId.parse(job.id), connectionId: ConnectionId.parse(connection.id) }
    },
    notifications,
    async prefer(change) {
      preferences = PreferenceValues.parse({ ...preferences, ...change })
      await orchestrator.reconsider()
    },
    pushed,
    async reaches(jobId, condition) {
      const later = pushed(({ event, data }) => event === 'job_status' && data.id === jobId && condition(data))
      const now = await orchestrator.get(jobId)
      if (condition(now)) return now
      await later
      return orchestrator.get(jobId)
    },
    restart,
    async crash() {
      dying = true
      // Without its store it cannot record anything any more; ending it ends its thread.
      await store.close()
      await orchestrator.stop({ graceMs: 0 })
      dying = false
      store = await openStore({ paths, clock, logger })
      await restart()
    },
    async close() {
      await orchestrator.stop({ graceMs: 0 })
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
