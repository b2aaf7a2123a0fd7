import type { IncomingMessage } from 'node:http'
import { sessionLifetimeMs } from './sessions.ts'

// Cookies are shared by all ports of a host: the name keeps two Weirs apart.
const cookieName = (port: number) => `weir_session_${port}`
const attributes = 'Path=/; HttpOnly; SameSite=Strict'

export const sessionCookie = (port: number, id: string): string =>
  `${cookieName(port)}=${id}; Max-Age=${sessionLifetimeMs / 1000}; ${attributes}`

export const endedSessionCookie = (port: number): string => `${cookieName(port)}=; Max-Age=0; ${attributes}`

/** The session id a request carries, or null. */
export function sessionIdOf({ headers }: IncomingMessage, port: number): string | null {
  const prefix = `${cookieName(port)}=`
  const cookies = (headers.cookie ?? '').split(';').map(cookie => cookie.trim())
  return cookies.find(cookie => cookie.startsWith(prefix))?.slice(prefix.length) || null
}
