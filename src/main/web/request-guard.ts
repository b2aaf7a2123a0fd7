import type { IncomingMessage } from 'node:http'
import { WeirError } from '../../shared/contract/weir-error.ts'

/**
 * Refuses what did not come from this app's own page. The Host check stops DNS rebinding (a foreign name that resolves to
 * 127.0.0.1), the Origin check other pages in the same browser. `needsOrigin` for whatever changes something or opens a socket:
 * browsers always send one there.
 * @throws WeirError `rpc.forbidden`
 */
export function checkSource({ headers }: IncomingMessage, port: number, needsOrigin: boolean): void {
  const host = headers.host ?? ''
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`)
    throw forbidden(`This server answers on http://127.0.0.1:${port} only. Open that address.`)
  if (headers.origin === undefined && !needsOrigin) return
  if (headers.origin !== `http://${host}`)
    throw forbidden('Another web page tried to reach Weir. Only its own page may.')
}

const forbidden = (hint: string) => new WeirError('rpc.forbidden', { hint })
