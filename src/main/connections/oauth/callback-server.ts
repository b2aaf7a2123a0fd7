import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import { answerWithPage } from './callback-page.ts'

/** What the user's browser brings back. */
export interface CallbackAnswer {
  readonly state: string
  /** Null when the remote sent an error instead. */
  readonly code: string | null
  /** `access_denied` when the user did not agree. */
  readonly error: string | null
}

export interface CallbackServer {
  readonly url: string
  /** Listens from now on, if it does not. @throws WeirError `settings.invalid` when the port is in use. */
  open(): Promise<void>
  /** Listens no more; what is being answered is answered. */
  close(): void
}

/** Remotes want the exact address that is entered there: the port cannot be another one each time. */
export const defaultCallbackPort = 4720
const path = '/oauth/callback'

/**
 * Listens on this computer alone for browsers that come back from signing in. `take` says whether the answer is one that is waited
 * for; what else may be asked here is refused.
 */
export function createCallbackServer(port: number, take: (answer: CallbackAnswer) => boolean): CallbackServer {
  const host = `127.0.0.1:${port}`
  let opening: Promise<Server> | null = null

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const url = URL.parse(request.url ?? '', `http://${host}`)
    // Another host name leads here only when somebody has made it do so.
    if (request.method !== 'GET' || request.headers.host !== host || url?.pathname !== path) {
      answerWithPage(response, 404, 'Nothing here', 'This is where Weir waits for a sign-in.')
      return
    }
    const { searchParams: query } = url
    const taken = take({ state: query.get('state') ?? '', code: query.get('code'), error: query.get('error') })
    if (taken) answerWithPage(response, 200, 'Back to Weir', 'You can close this window and go on in Weir.')
    else {
      const text = 'Weir does not wait for this sign-in, or no longer does. Go back to Weir and sign in again.'
      answerWithPage(response, 400, 'Nothing was changed', text)
    }
  }

  async function listen(): Promise<Server> {
    const server = createServer({ requestTimeout: 10_000, headersTimeout: 10_000 }, answer)
    server.listen(port, '127.0.0.1')
    await once(server, 'listening').catch(error => {
      throw portTaken(port, error)
    })
    return server
  }

  return {
    url: `http://${host}${path}`,
    async open() {
      opening ??= listen().catch(error => {
        opening = null
        throw error
      })
      await opening
    },
    close() {
      opening?.then(endInTime).catch(() => undefined)
      opening = null
    },
  }
}

/** Browsers open connections ahead that they may never use: nobody waits for these. */
function endInTime(server: Server): void {
  server.close()
  setTimeout(() => server.closeAllConnections(), 2_000).unref()
}

const portTaken = (port: number, cause: unknown) =>
  new WeirError('settings.invalid', {
    hint: `Another program uses port ${port} of this computer, where the sign-in comes back to. End it, then sign in again.`,
    fields: [{ path: 'settings.site', message: `Port ${port} of this computer is in use: perhaps by another Weir` }],
    cause,
  })
