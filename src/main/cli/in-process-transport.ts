import type { Fault } from '../../shared/contract/faults.ts'
import { maxMessageBytes, type Transport } from '../../shared/contract/transport.ts'
import { utf8Length } from '../../shared/contract/utf8-length.ts'
import type { Application } from '../application.ts'
import type { Caller } from '../ports.ts'

const caller: Caller = { id: 'command-line', role: 'admin', local: true }
const tooLarge: Fault = {
  code: 'rpc.too_large',
  hint: 'This is more than one request can carry. Split it into smaller ones.',
  details: {},
}

/** The wire to an application in this very process; refuses what every other wire refuses. */
export function inProcessTransport(app: Pick<Application, 'handle' | 'subscribe' | 'forget'>): Transport {
  return {
    state: 'live',
    onState: () => () => {},
    async request(message) {
      if (utf8Length(JSON.stringify(message)) > maxMessageBytes) return { ok: false, fault: tooLarge }
      return app.handle(caller, message)
    },
    subscribe: listener => app.subscribe(listener),
    close: () => app.forget(caller),
  }
}
