import type { PushMessage, Reply, RequestMessage } from '../shared/contract/transport.ts'
import type { Caller, Ports } from './ports.ts'

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

/**
 * Puts the parts together. Does not reject for a data folder or database that cannot be used: the application then answers
 * `app.info` with `blockedBy`, `app.retry` by trying again, and everything else with that fault.
 */
export async function createApplication(_ports: Ports): Promise<Application> {
  throw new Error('under construction')
}
