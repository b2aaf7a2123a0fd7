import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WeirError } from '../../shared/contract/weir-error.ts'

export const defaultPort = 4710
const otherPorts = 9

/**
 * Listens on 127.0.0.1 and returns the port. A port asked for is taken or refused (0 means any); without one it is the
 * default port or, when that is taken, one of the next.
 * @throws WeirError `settings.invalid` when the port asked for cannot be had.
 */
export async function listenLocally(server: Server, asked: number | null): Promise<number> {
  const first = asked ?? defaultPort
  const candidates = asked === null ? [...Array.from({ length: otherPorts + 1 }, (_, i) => first + i), 0] : [asked]
  for (const candidate of candidates) {
    server.listen(candidate, '127.0.0.1')
    const taken = await once(server, 'listening').then(() => false, isTaken)
    if (!taken) return (server.address() as AddressInfo).port
  }
  const hint = `Port ${first} is in use or not allowed. Choose another with --port, or leave it out.`
  throw new WeirError('settings.invalid', { hint, fields: [{ path: 'port', message: 'Not available' }] })
}

function isTaken(error: unknown): true {
  if (error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')) return true
  throw error
}
