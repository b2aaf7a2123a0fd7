import { randomUUID } from 'node:crypto'
import { tableNames } from '../shared/contract/events.ts'
import type { Fault } from '../shared/contract/faults.ts'
import type { PushMessage, Reply, RequestMessage } from '../shared/contract/transport.ts'
import { toFault, WeirError } from '../shared/contract/weir-error.ts'
import { appHandlers } from './api/app.ts'
import { createDispatch } from './api/dispatch.ts'
import { preferenceHandlers } from './api/preferences.ts'
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
  /** Stops taking work, lets the running job reach its checkpoint (with a grace), closes the database. Idempotent. */
  close(): Promise<void>
}

type State =
  | { readonly kind: 'blocked'; readonly fault: Fault }
  | { readonly kind: 'open'; readonly workspace: Workspace }
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

  const retry = (): Promise<void> => {
    if (state.kind !== 'blocked') return Promise.resolve()
    opening ??= open().then(next => {
      opening = null
      state = next
      if (next.kind === 'open') push({ event: 'data_changed', data: { tables: [...tableNames] } })
    })
    return opening
  }

  const inBackground = (what: string, work: (workspace: Workspace) => Promise<void>) => {
    if (state.kind === 'open') work(state.workspace).catch(error => logger.error(`Failed: ${what}`, { error }))
  }

  const app = {
    ...appHandlers(ports, {
      blockedBy: () => (state.kind === 'blocked' ? state.fault : null),
      retry,
      unlocked: () => inBackground('taking up what the vault held up', open => open.vaultUnlocked()),
    }),
    ...preferenceHandlers(ports.preferences, push, () =>
      inBackground('following the new preferences', open => open.reconsider()),
    ),
  }
  const dispatch = createDispatch({
    handlers: () => (state.kind === 'open' ? { ...app, ...state.workspace.handlers } : app),
    unavailable: () => (state.kind === 'blocked' ? WeirError.fromFault(state.fault) : closed()),
    logger,
    newReportId: randomUUID,
  })

  const close = async () => {
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
    close() {
      closing ??= close()
      return closing
    },
  }
}

const closed = () => new WeirError('rpc.disconnected', { hint: 'Weir is closing. Start it again.' })
