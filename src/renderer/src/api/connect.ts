import type { Transport } from '../../../shared/contract/transport.ts'
import type { WebSocketTransport } from '../../../shared/contract/websocket-transport.ts'
import { after } from './after.ts'
import { createBrowserTransport } from './browser-transport.ts'
import { createHttpLink, type HttpLink } from './http-link.ts'
import { createIpcTransport } from './ipc-transport.ts'
import { signIn, tokenInFragment } from './session.ts'

/** The wire this window has: IPC in the desktop shell, a WebSocket or HTTP in a browser, signed in by the link's token first. */
export async function connect(): Promise<Transport> {
  if (window.weir) return createIpcTransport(window.weir)
  await spendToken()
  const http = createHttpLink((...request) => fetch(...request))
  const transport = createBrowserTransport({
    connect: () => new WebSocket(`${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/ws`),
    after,
    random: Math.random,
    http,
  })
  reconnectOnOccasion(transport, http)
  return transport
}

/** Takes the token out of the address, so that it is neither bookmarked nor sent again, and signs in with it. */
async function spendToken(): Promise<boolean> {
  const token = tokenInFragment(location.hash)
  if (token === null) return false
  history.replaceState(null, '', `${location.pathname}${location.search}`)
  return signIn(token, fetch).catch(() => false)
}

/**
 * Does not wait for the next attempt when the network is back, the window is looked at again, a new link is opened in it, or one was
 * opened in another.
 */
function reconnectOnOccasion(transport: WebSocketTransport, http: HttpLink): void {
  const retry = async () => {
    const { state } = transport
    const worthIt = state === 'unauthorized' ? (await http.probe()) === 'reachable' : state !== 'live'
    if (worthIt) transport.reconnectNow()
  }
  window.addEventListener('online', () => void retry())
  window.addEventListener('hashchange', () => {
    if (tokenInFragment(location.hash) !== null) void spendToken().then(() => transport.reconnectNow())
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void retry()
  })
}
