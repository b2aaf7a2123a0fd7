import type { Transport } from '../../../shared/contract/transport.ts'
import { createWebSocketTransport, type WebSocketTransport } from '../../../shared/contract/websocket-transport.ts'
import { createIpcTransport } from './ipc-transport.ts'
import { hasSession, signIn, tokenInFragment } from './session.ts'

/** The wire this window has: IPC in the desktop shell, a WebSocket in a browser, signed in by the link's token first. */
export async function connect(): Promise<Transport> {
  if (window.weir) return createIpcTransport(window.weir)
  await spendToken()
  const transport = createWebSocketTransport({
    connect: () => new WebSocket(`${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/ws`),
    after(delayMs, task) {
      const timer = setTimeout(task, delayMs)
      return () => clearTimeout(timer)
    },
    random: Math.random,
    authorized: () => hasSession(fetch),
  })
  reconnectOnOccasion(transport)
  return transport
}

/** Takes the token out of the address, so that it is neither bookmarked nor sent again, and signs in with it. */
async function spendToken(): Promise<boolean> {
  const token = tokenInFragment(location.hash)
  if (token === null) return false
  history.replaceState(null, '', `${location.pathname}${location.search}`)
  return signIn(token, fetch).catch(() => false)
}

/** Does not wait for the next attempt when the window is looked at again or a new link is opened in it. */
function reconnectOnOccasion(transport: WebSocketTransport): void {
  window.addEventListener('hashchange', () => {
    if (tokenInFragment(location.hash) !== null) void spendToken().then(() => transport.reconnectNow())
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && transport.state === 'reconnecting') transport.reconnectNow()
  })
}
