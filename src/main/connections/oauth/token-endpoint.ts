import { z } from 'zod'
import type { FaultCode } from '../../../shared/contract/faults.ts'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import { answerOf } from '../../connectors/sdk/answer.ts'
import type { Http, HttpHead } from '../../connectors/sdk/http.ts'
import type { OAuthClient, OAuthProvider } from '../../connectors/sdk/oauth.ts'
import { signedOut, wrongApp } from './faults.ts'
import type { Grant } from './grant.ts'

const TokenAnswer = z.object({
  access_token: z.string().min(1),
  /** May be missing after a refresh: then the old one is still good. */
  refresh_token: z.string().min(1).optional(),
  /** Seconds. */
  expires_in: z.number().positive(),
  scope: z.string().default(''),
})

export interface TokenEndpoint {
  /** The first grant, for the code of a sign-in. */
  exchange(code: { readonly code: string; readonly verifier: string; readonly callbackUrl: string }): Promise<Grant>
  /**
   * The next grant. A request without an answer is repeated with the same refresh token: Atlassian takes it for ten minutes more,
   * for this very case. @throws WeirError `auth.signed_out` when it is refused, `auth.rejected` when the app is.
   */
  refresh(grant: Grant): Promise<Grant>
}

export function createTokenEndpoint(
  http: Http,
  { title, hosts }: OAuthProvider,
  client: OAuthClient,
  now: () => number,
): TokenEndpoint {
  const path = 'oauth/token'

  async function ask(body: Readonly<Record<string, string>>, secrets: readonly string[], refused: string) {
    const askedAt = now()
    const endpoint = http.open({ baseUrl: hosts.auth, title, secrets: [client.secret, ...secrets], judge })
    const json = { ...body, client_id: client.id, client_secret: client.secret }
    const reply = await endpoint.send({ method: 'POST', path, json }).catch(error => {
      if (error instanceof WeirError && error.code === 'auth.signed_out') throw signedOut(refused, error)
      throw error instanceof WeirError && error.code === 'auth.rejected' ? wrongApp(title, error) : error
    })
    const answer = answerOf(TokenAnswer, reply.body, title, path)
    const scopes = answer.scope.split(' ').filter(scope => scope !== '')
    return { ...answer, expiresAt: askedAt + answer.expires_in * 1000, scopes }
  }

  return {
    async exchange({ code, verifier, callbackUrl }) {
      const body = { grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: callbackUrl }
      const answer = await ask(body, [code, verifier], `${title} no longer knows this sign-in. Sign in again.`)
      const { access_token: accessToken, refresh_token: refreshToken, expiresAt, scopes } = answer
      if (refreshToken === undefined) throw signedOut(`${title} gave access for an hour only. Sign in again.`)
      return { accessToken, refreshToken, expiresAt, scopes }
    },
    async refresh(grant) {
      const body = { grant_type: 'refresh_token', refresh_token: grant.refreshToken }
      const hint = `${title} has ended your sign-in: it was not used for long, or your password or the access of your app has changed. Sign in again.`
      const answer = await ask(body, [grant.refreshToken], hint)
      const { access_token: accessToken, refresh_token: refreshToken = grant.refreshToken, expiresAt } = answer
      return { accessToken, refreshToken, expiresAt, scopes: answer.scopes.length > 0 ? answer.scopes : grant.scopes }
    },
  }
}

const Refusal = z.object({ error: z.string() })

/** What a refusal is about is in its body; statuses differ. */
function judge({ status }: HttpHead, text: (bytes: number) => string): FaultCode | null {
  if (status < 400 || status >= 500) return null
  const error = Refusal.safeParse(parsed(text(4_000))).data?.error
  if (error === 'invalid_grant' || error === 'unauthorized_client') return 'auth.signed_out'
  return error === 'access_denied' || error === 'invalid_client' ? 'auth.rejected' : 'remote.rejected'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
