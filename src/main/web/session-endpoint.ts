import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { answerFault, answerJson } from './answers.ts'
import type { GuessLimit } from './guess-limit.ts'
import type { OneTimeTokens } from './one-time-tokens.ts'
import { readJsonBody } from './read-body.ts'
import { endedSessionCookie, sessionCookie, sessionIdOf } from './session-cookie.ts'
import type { Sessions } from './sessions.ts'

export interface SessionEndpointOptions {
  readonly port: number
  readonly tokens: OneTimeTokens
  readonly sessions: Sessions
  readonly guesses: GuessLimit
  /** A session has ended: its sockets must close. */
  readonly onSignOut: () => void
}

const SignIn = z.object({ token: z.string().min(1).max(256) })
const longestBody = 4096

/**
 * `POST /session` exchanges a one-time token for the session cookie, `GET` says whether there is a session and with which role,
 * `DELETE` signs out.
 */
export function createSessionEndpoint({ port, tokens, sessions, guesses, onSignOut }: SessionEndpointOptions) {
  const signIn = async (request: IncomingMessage, response: ServerResponse) => {
    const waitSeconds = Math.ceil(guesses.waitMs() / 1000)
    if (waitSeconds > 0) {
      response.setHeader('retry-after', waitSeconds)
      request.resume()
      return answerFault(response, unauthorized(`Too many wrong links. Wait ${waitSeconds} s, then try again.`), 429)
    }
    const body = SignIn.safeParse(await readJsonBody(request, longestBody))
    const role = body.success ? tokens.redeem(body.data.token) : null
    if (!role) {
      guesses.wrong()
      throw unauthorized('This link has been used or is too old. Run `weir serve` for a new one.')
    }
    guesses.right()
    const previous = sessionIdOf(request, port)
    if (previous) sessions.end(previous)
    response.setHeader('set-cookie', sessionCookie(port, sessions.create(role)))
    onSignOut()
    answerJson(response, 200, JSON.stringify({ role }))
  }

  const show = (request: IncomingMessage, response: ServerResponse) => {
    const id = sessionIdOf(request, port)
    const session = id === null ? null : sessions.find(id)
    if (!session) throw unauthorized('Open the link that `weir serve` prints.')
    answerJson(response, 200, JSON.stringify({ role: session.role }))
  }

  const signOut = (request: IncomingMessage, response: ServerResponse) => {
    const id = sessionIdOf(request, port)
    if (id) sessions.end(id)
    onSignOut()
    response.setHeader('set-cookie', endedSessionCookie(port))
    answerJson(response, 200, '{}')
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method === 'POST') return signIn(request, response)
    if (request.method === 'DELETE') return signOut(request, response)
    if (request.method === 'GET') return show(request, response)
    response.setHeader('allow', 'GET, POST, DELETE')
    answerFault(response, new WeirError('rpc.invalid_input', { hint: 'Use GET, POST or DELETE.' }), 405)
  }
}

export const unauthorized = (hint: string) => new WeirError('rpc.unauthorized', { hint })
