import { join } from 'node:path'
import type { PushOf, TableName } from '../shared/contract/events.ts'
import type { MethodName } from '../shared/contract/methods.ts'
import type { ConnectionId } from '../shared/model/ids.ts'
import { connectionHandlers } from './api/connections.ts'
import { connectorHandlers } from './api/connectors.ts'
import { deliveryHandlers } from './api/delivery.ts'
import type { HandlersOf } from './api/dispatch.ts'
import { flowHandlers } from './api/flow.ts'
import { flowMappingHandlers } from './api/flow-mapping.ts'
import { flowMetricHandlers } from './api/flow-metrics.ts'
import { healthHandlers } from './api/health.ts'
import { issueKeyHandlers } from './api/issue-keys.ts'
import { jobHandlers } from './api/jobs.ts'
import { metricHandlers } from './api/metrics.ts'
import { noticeHandlers } from './api/notices.ts'
import { oneShotRefusals } from './api/one-shot.ts'
import { peopleHandlers } from './api/people.ts'
import { pullRequestHandlers } from './api/pull-requests.ts'
import { qualityHandlers } from './api/quality.ts'
import { repositoryHandlers } from './api/repositories.ts'
import { runHandlers } from './api/runs.ts'
import { scheduleHandlers } from './api/schedules.ts'
import { serviceHandlers } from './api/services.ts'
import { signInHandlers } from './api/sign-ins.ts'
import { createBackground } from './background.ts'
import { clearUp, removeOldCopies } from './care/leftovers.ts'
import type { Upkeep } from './care/premises.ts'
import { recordVerification } from './connections/connection-changes.ts'
import { openSecrets } from './connections/credentials.ts'
import { createKnownBudgets } from './connections/known-budgets.ts'
import { createTouchedCommits } from './connections/touched-commits.ts'
import { createVerifications } from './connections/verifications.ts'
import { createDerivations } from './derivations.ts'
import { forgetOldRuns } from './forget-old-runs.ts'
import { watchSystemHealth } from './health/system-health.ts'
import { createBudgets } from './ingest/budgets.ts'
import { createCommandRunner } from './ingest/command-runner.ts'
import { createHttp } from './ingest/http/create-http.ts'
import { createMaintenance } from './metrics/maintenance.ts'
import { createQueryThread } from './metrics/query-thread.ts'
import { createOrchestrator } from './orchestrator/orchestrator.ts'
import type { Lifetime, Ports } from './ports.ts'
import { createServiceSyncs } from './service-syncs.ts'
import { openSigningIn } from './signing-in.ts'
import { lockDataFolder } from './store/folder-lock.ts'
import { openStore } from './store/open.ts'
import { userName } from './user-name.ts'

/** How long a running job may take to reach its checkpoint when the app quits. */
const quitGraceMs = 5_000

/** What only works on an open store. */
export type WorkspaceMethods = Exclude<
  MethodName,
  `app.${string}` | `preferences.${string}` | `database.${string}` | 'rpc.cancel'
>

export interface Workspace {
  readonly handlers: HandlersOf<WorkspaceMethods>
  /** The preferences or the time have changed. */
  reconsider(): Promise<void>
  /** The vault has been unlocked: what failed for want of it is tried again. */
  vaultUnlocked(): Promise<void>
  readonly upkeep: Upkeep
  /** Lets the running job reach its checkpoint, then ends threads, store and lock, in that order. */
  close(): Promise<void>
}

/** Opens the data folder and starts everything that works on it. @throws WeirError one of the `store.*` faults; nothing stays open then. */
export async function openWorkspace(
  ports: Ports,
  lifetime: Lifetime,
  push: (push: PushOf) => void,
): Promise<Workspace> {
  const lock = lockDataFolder(ports.paths.data)
  try {
    return await startOn(lock, ports, lifetime, push)
  } catch (error) {
    lock.release()
    throw error
  }
}

async function startOn(
  lock: { release(): void },
  ports: Ports,
  lifetime: Lifetime,
  publish: (push: PushOf) => void,
): Promise<Workspace> {
  const { clock, logger, notifier, paths, preferences, vault, workers } = ports
  await clearUp(paths)
  const store = await openStore({ paths, clock, logger })
  const databasePath = paths.database
  const cacheFolder = (connectionId: ConnectionId) => join(paths.mirrors, String(connectionId))
  const push = (message: PushOf) => {
    publish(message)
    health.heard(message)
    if (message.event === 'job_status' && message.data.state !== 'RUNNING') {
      derivations.jobEnded()
      serviceSyncs.jobEnded(message.data)
    }
  }
  const onChanged = (tables: readonly TableName[]) => push({ event: 'data_changed', data: { tables: [...tables] } })

  const background = createBackground(logger)
  const inBackground = background.begin

  const queries = createQueryThread({ entry: workers.metrics, databasePath, logger })
  const maintenance = createMaintenance({ entry: workers.maintenance, databasePath, logger, clock, onChanged })
  const derivations = createDerivations({ maintenance, inBackground })

  const health = watchSystemHealth({
    ...ports,
    db: store.readonly,
    checkIntegrity: () => maintenance.checkIntegrity(),
    onChange: data => publish({ event: 'system_health', data }),
  })

  const signingIn = openSigningIn(ports, store, ({ id: signInId }) =>
    push({ event: 'sign_in_update', data: { signInId } }),
  )

  const budgets = createKnownBudgets(() => clock.now())

  const orchestrator = createOrchestrator({
    store,
    clock,
    logger,
    paths,
    workers,
    preferences,
    notifier,
    openCredentials: connectionId => openSecrets(store.db, vault, connectionId),
    access: signingIn.grants.access,
    onBudgets: budgets.note,
    push,
    lifetime,
    onRowsChanged(tables, stale) {
      onChanged(tables)
      derivations.rowsChanged(tables, stale)
    },
  })

  const serviceSyncs = createServiceSyncs({ orchestrator, inBackground, logger })

  const commandRunner = (signal: AbortSignal) => createCommandRunner({ signal })
  const verifications = createVerifications({
    clock,
    logger,
    createCommandRunner: commandRunner,
    createHttp(signal, redact, connectionId) {
      const told = createBudgets()
      const onBudget: typeof told.note = (...budget) => {
        told.note(...budget)
        if (connectionId !== null) budgets.note(connectionId, told.list())
      }
      return createHttp({ signal, redact, onBudget, now: () => clock.now() })
    },
    cacheFolder,
    onChange(verification, isOwn) {
      const { id: verificationId, connectionId } = verification
      inBackground('recording a verification', async () => {
        if (connectionId !== null && isOwn) await recordVerification(store.db, connectionId, verification)
        push({ event: 'data_source_update', data: { connectionId, verificationId } })
        if (connectionId !== null) onChanged(['connections'])
      })
    },
  })

  await orchestrator.start()
  inBackground('removing what was moved here from its old place', () => removeOldCopies(paths.data))
  derivations.catchUp()
  const stopForgetting =
    lifetime === 'resident' ? forgetOldRuns({ maintenance, preferences, clock, inBackground }) : () => {}
  if (lifetime === 'one-shot') await background.whenDone()
  else inBackground('removing what was deleted', () => maintenance.purgeRemoved())

  return {
    handlers: {
      ...connectorHandlers(signingIn.signIns.callbackUrl),
      ...connectionHandlers({
        store,
        vault,
        preferences,
        clock,
        verifications,
        ...signingIn,
        orchestrator,
        queries,
        maintenance,
        budgets,
        live: { isVerifying: verifications.isVerifying, isSyncing: orchestrator.isSyncing, budgetsOf: budgets.of },
        cacheFolder,
        push(message) {
          push(message)
          if (message.event === 'data_changed') derivations.sourcesChanged()
        },
        inBackground,
      }),
      ...signInHandlers({ db: store.db, vault, ...signingIn }),
      ...jobHandlers(orchestrator),
      ...runHandlers(store.readonly),
      ...noticeHandlers({ store, clock, push }),
      ...scheduleHandlers(preferences, clock),
      ...repositoryHandlers({ db: store.db, queries, maintenance, clock, derive: derivations.repositories, onChanged }),
      ...serviceHandlers({
        db: store.db,
        queries,
        clock,
        countTouched: createTouchedCommits({ db: store.readonly, createCommandRunner: commandRunner, cacheFolder }),
        derive: derivations.repositories,
        sync: serviceSyncs.wanted,
        onChanged,
      }),
      ...metricHandlers(queries),
      ...flowHandlers({ queries, preferences, clock }),
      ...flowMetricHandlers({ queries, preferences, clock }),
      ...pullRequestHandlers({ queries, preferences, clock }),
      ...qualityHandlers(queries, clock),
      ...peopleHandlers({ db: store.db, queries, onChanged, deriveStale: derivations.deriveStale }),
      ...flowMappingHandlers({ store, queries, clock, author: userName, onChanged }),
      ...deliveryHandlers({ db: store.db, queries, maintenance, clock, onChanged }),
      ...issueKeyHandlers({ db: store.db, queries, maintenance, clock, nameIssues: derivations.nameIssues, onChanged }),
      ...healthHandlers(health),
      ...(lifetime === 'one-shot' && oneShotRefusals),
    },
    reconsider: () => orchestrator.reconsider(),
    vaultUnlocked: () => orchestrator.mended({ fault: 'vault.locked' }),
    upkeep: {
      db: store.readonly,
      exclusive: orchestrator.exclusive,
      checkIntegrity: async signal => (await maintenance.checkIntegrity(signal)).finding,
      compact: maintenance.compact,
    },
    async close() {
      stopForgetting()
      health.close()
      await verifications.close()
      await orchestrator.stop({ graceMs: quitGraceMs })
      await signingIn.close({ graceMs: quitGraceMs })
      if (lifetime === 'resident') background.expectCancellation()
      else await background.whenDone()
      await Promise.all([queries.close(), maintenance.close()])
      await store.close().finally(lock.release)
    },
  }
}
