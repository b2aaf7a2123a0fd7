import type { WeirBridge } from '../../../shared/contract/bridge.ts'
import type { Fault } from '../../../shared/contract/faults.ts'
import type { PushMessage, Reply, Transport } from '../../../shared/contract/transport.ts'

declare global {
  interface Window {
    /** Set by the desktop shell's preload script; absent in a browser. */
    readonly weir?: WeirBridge
  }
}

const disconnected: Fault = {
  code: 'rpc.disconnected',
  hint: 'Weir did not answer. Restart it if this persists.',
  details: {},
}

/** The wire of the desktop window: always live, since window and application start and end together. */
export function createIpcTransport(bridge: WeirBridge): Transport {
  const unsubscribers = new Set<() => void>()
  let closed = false
  return {
    get state() {
      return closed ? 'closed' : 'live'
    },
    onState: () => () => {},
    async request(message): Promise<Reply> {
      if (closed) return { ok: false, fault: disconnected }
      try {
        return await bridge.request(message)
      } catch {
        return { ok: false, fault: disconnected }
      }
    },
    subscribe(listener: (push: PushMessage) => void) {
      const unsubscribe = bridge.subscribe(listener)
      unsubscribers.add(unsubscribe)
      return () => {
        unsubscribers.delete(unsubscribe)
        unsubscribe()
      }
    },
    close() {
      closed = true
      for (const unsubscribe of unsubscribers) unsubscribe()
      unsubscribers.clear()
    },
  }
}
