import { type Client, createClient } from '../../shared/contract/client.ts'
import type { Application } from '../application.ts'
import type { Caller } from '../ports.ts'

/** A client of the application in this very process, for the shell's own surfaces: the tray asks through the contract like a window. */
export function createLocalClient(
  application: Pick<Application, 'handle' | 'subscribe' | 'forget'>,
  id: string,
): Client {
  const caller: Caller = { id, role: 'admin', local: true }
  return createClient({
    state: 'live',
    onState: () => () => {},
    request: message => application.handle(caller, message),
    subscribe: listener => application.subscribe(listener),
    close: () => application.forget(caller),
  })
}
