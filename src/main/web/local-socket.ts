import { once } from 'node:events'
import { chmodSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { connect } from 'node:net'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { Application } from '../application.ts'
import type { Logger } from '../ports.ts'
import { answerFault } from './answers.ts'
import { claimLocalAddress, type Machine, thisMachine } from './local-address.ts'
import { createSocketHub } from './socket-hub.ts'
import type { SocketLimits } from './socket-peer.ts'

export interface LocalSocketOptions {
  readonly app: Pick<Application, 'handle' | 'forget' | 'subscribe'>
  /** Must be held by this process: a socket left by a dead one is replaced. */
  readonly dataFolder: string
  readonly logger: Logger
  readonly machine?: Machine
  readonly limits?: SocketLimits
}

export interface LocalSocket {
  readonly address: string
  close(): Promise<void>
}

/**
 * Serves the application to its owner's programs on this machine, over the same WebSocket protocol as to browsers. The socket's file mode
 * is the whole access check: whoever can open it is the owner.
 * @throws WeirError `store.locked` when another process listens there.
 */
export async function openLocalSocket(options: LocalSocketOptions): Promise<LocalSocket> {
  const { app, logger, limits, machine = thisMachine() } = options
  const { path: address, fallbackFolder } = claimLocalAddress(options.dataFolder, machine)
  const server = createServer()
  await listenAlone(server, address, machine.platform)
  const hub = createSocketHub({ app, logger, ...(limits && { limits }) })
  server.on('request', (_, response) =>
    answerFault(response, new WeirError('rpc.not_found', { hint: 'Only a WebSocket is served here.' })),
  )
  server.on('upgrade', (request, stream, head) => {
    stream.on('error', error => logger.debug('A handshake broke off', { reason: error.message }))
    hub.accept(request, stream, head, { role: 'admin', local: true, valid: () => true })
  })
  return {
    address,
    async close() {
      const stopped = new Promise(resolve => server.close(resolve))
      await hub.close()
      server.closeAllConnections()
      await stopped
      if (fallbackFolder !== null) rmSync(fallbackFolder, { recursive: true, force: true })
    },
  }
}

async function listenAlone(server: Server, address: string, platform: NodeJS.Platform): Promise<void> {
  if (await bind(server, address, platform)) return
  if (await answers(address)) throw inUse()
  rmSync(address, { force: true })
  if (!(await bind(server, address, platform))) throw inUse()
}

/** False when there is something at the address already. */
async function bind(server: Server, address: string, platform: NodeJS.Platform): Promise<boolean> {
  // The mode must be right from the first moment; binding happens within the call.
  const mask = platform === 'win32' ? null : process.umask(0o177)
  server.listen(address)
  if (mask !== null) process.umask(mask)
  try {
    await once(server, 'listening')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false
    throw error
  }
  if (platform !== 'win32') chmodSync(address, 0o600)
  return true
}

/** Whether a living process listens there. */
async function answers(address: string): Promise<boolean> {
  const probe = connect(address)
  try {
    await once(probe, 'connect')
    return true
  } catch {
    return false
  } finally {
    probe.destroy()
  }
}

const inUse = () =>
  new WeirError('store.locked', { hint: 'Weir is already running on this data folder. Use it, or close it first.' })
