import { connect } from 'node:net'
import { WebSocket } from 'ws'
import type { Transport } from '../../shared/contract/transport.ts'
import { createWebSocketTransport } from '../../shared/contract/websocket-transport.ts'
import { findLocalAddress, type Machine, thisMachine } from './local-address.ts'

/** A transport to the Weir that runs on a data folder; null when none does. It does not connect again once it broke. */
export async function connectLocal(dataFolder: string, machine: Machine = thisMachine()): Promise<Transport | null> {
  const address = findLocalAddress(dataFolder, machine)
  if (address === null) return null
  const transport = createWebSocketTransport({
    connect: () =>
      new WebSocket('ws://localhost/ws', { perMessageDeflate: false, createConnection: () => connect(address) }),
    after(delayMs, task) {
      const timer = setTimeout(task, delayMs)
      return () => clearTimeout(timer)
    },
    random: Math.random,
    reconnect: false,
  })
  const connected = await new Promise<boolean>(resolve => {
    const stop = transport.onState(state => {
      stop()
      resolve(state === 'live')
    })
  })
  return connected ? transport : null
}
