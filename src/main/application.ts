import { randomUUID } from 'node:crypto'
import { tableNames } from '../shared/contract/events.ts'
import type { Fault } from '../shared/contract/faults.ts'
import type { PushMessage, Reply, RequestMessage } from '../shared/contract/transport.ts'
import { toFault, WeirError } from '../shared/contract/weir-error.ts'
import { appHandlers } from './api/app.ts'
import { databaseHandlers } from './api/database.ts'
import { createDispatch } from './api/dispatch.ts'
import { preferenceHandlers } from './api/preferences.ts'
import { createDatabaseCare } from './care/care.ts'
import { lookWeekly } from './care/weekly.ts'
import type { Caller, Lifetime, Ports } from './ports.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

/** The whole application behind one door. Shells only carry messages to it and pushes from it. */
export interface Application {
  /** Answers one request. Never rejects. */
  handle(caller: Caller, message: RequestMessage): Promise<Reply>
  /** Listens to every push. Returns the function that stops listening. */
  subscribe(listener: (push: PushMessage) => void): () => void
  /** A caller went away: what it still waits for is cancelled. */
  forget(caller: Caller): void
  /** The machine has woken up: what became due meanwhile is looked at now. */
  wokeUp(): void
  /** Stops taking work, lets the running job reach its checkpoint (with a grace), closes the database. Idempotent. */
  close(): Promise<void>
}

type State =
  | { readonly kind: 'blocked'; readonly fault: Fault }
  | { readonly kind: 'open'; readonly workspace: Workspace }
  /** Closed for work on the database as a whole. */
  | { readonly kind: 'away'; readonly hint: string }
  | { readonly kind: 'closed' }

/**
 * Puts the parts together. Does not reject for a data folder or database that cannot be used: the application then answers
 * `app.info` with `blockedBy`, `app.retry` by trying again, and everything else with that fault.
 */
export async function createApplication(ports: Ports, lifetime: Lifetime = 'resident'): Promise<Application> {
  const { logger } = ports
  const listeners = new Set<(push: PushMessage) => void>()
  const push = (message: PushMessage) => {
    for (const listener of listeners) listener(message)
  }

  const open = async (): Promise<State> => {
    try {
      return { kind: 'open', workspace: await openWorkspace(ports, lifetime, push) }
    } catch (error) {
      const reportId = randomUUID()
      logger.error('The data folder cannot be used', { reportId, error })
      return { kind: 'blocked', fault: toFault(error, reportId) }
    }
  }

  let state = await open()
  let opening: Promise<void> | null = null
  let closing: Promise<void> | null = null

  const reopen = (): Promise<void> => {
    opening ??= open().then(next => {
      opening = null
      state = next
      if (next.kind === 'open') push({ event: 'data_changed', data: { tables: [...tableNames] } })
    })
    return opening
  }
  const blockedBy = () => (state.kind === 'blocked' ? state.fault : null)

  const care = createDatabaseCare({
    ...ports,
    push,
    premises: {
      upkeep: () => (state.kind === 'open' ? state.workspace.upkeep : null),
      blockedBy,
      async close(hint) {
        await opening
        const last = state
        state = { kind: 'away', hint }
        if (last.kind === 'open') await last.workspace.close()
      },
      async open() {
        if (state.kind !== 'open') await reopen()
        return blockedBy()
      },
      ...(ports.restart && { restart: ports.restart }),
    },
  })
  const stopWeekly = lifetime === 'resident' ? lookWeekly(care, logger) : () => {}

  const inBackground = (what: string, work: (workspace: Workspace) => Promise<void>) => {
    if (state.kind === 'open') work(state.workspace).catch(error => logger.error(`Failed: ${what}`, { error }))
  }

  const app = {
    ...appHandlers(ports, {
      blockedBy,
      retry: async () => void (state.kind === 'blocked' && (await reopen())),
      unlocked: () => inBackground('taking up what the vault held up', open => open.vaultUnlocked()),
    }),
    ...preferenceHandlers(ports.preferences, push, () =>
      inBackground('following the new preferences', open => open.reconsider()),
    ),
    ...databaseHandlers(care),
  }
  const dispatch = createDispatch({
    handlers: () => (state.kind === 'open' ? { ...app, ...state.workspace.handlers } : app),
    unavailable: () => unavailable(state),
    logger,
    newReportId: randomUUID,
  })

  const close = async () => {
    stopWeekly()
    // A single command lives for its task; otherwise nobody waits for minutes at the end.
    await care.close({ cancel: lifetime === 'resident' })
    await opening
    const last = state
    state = { kind: 'closed' }
    if (last.kind === 'open') await last.workspace.close()
  }

  return {
    handle: (caller, message) => dispatch.handle(caller, message),
    forget: caller => dispatch.forget(caller),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    wokeUp: () => inBackground('catching up with the clock', open => open.reconsider()),
    close() {
      closing ??= close()
      return closing
    },
  }
}

function unavailable(state: State): WeirError {
  if (state.kind === 'blocked') return WeirError.fromFault(state.fault)
  if (state.kind === 'away') return new WeirError('store.locked', { hint: state.hint })
  return new WeirError('rpc.disconnected', { hint: 'Weir is closing. Start it again.' })
}
