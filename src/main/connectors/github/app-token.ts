import { createSign } from 'node:crypto'
import { z } from 'zod'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import { answerOf } from '../sdk/answer.ts'
import type { Http } from '../sdk/http.ts'
import { Instant } from '../sdk/instant.ts'

/** GitHub takes no longer ones, and its clock may be behind. */
const lifeSeconds = 540
const clockSkewSeconds = 60

/** The token a GitHub App shows to be itself (JWT, RS256), valid for nine minutes. @throws WeirError `auth.rejected`. */
export function appJwt(appId: string, privateKey: string, now: number): string {
  const seconds = Math.floor(now / 1000)
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const head = part({ alg: 'RS256', typ: 'JWT' })
  const claims = part({ iss: appId, iat: seconds - clockSkewSeconds, exp: seconds + lifeSeconds })
  try {
    const signature = createSign('RSA-SHA256').update(`${head}.${claims}`).sign(privateKey, 'base64url')
    return `${head}.${claims}.${signature}`
  } catch (cause) {
    throw new WeirError('auth.rejected', {
      hint: 'The private key of the GitHub App cannot be used. Paste the text of its .pem file again.',
      fields: [{ path: 'credentials.privateKey', message: 'Not a usable private key' }],
      cause,
    })
  }
}

const InstallationToken = z.object({ token: z.string(), expires_at: Instant })

/** A token for an installation of the App, and when it expires (epoch ms). */
export async function installationToken(
  http: Http,
  options: { readonly origin: string; readonly rest: string; readonly ca: string | undefined },
  { jwt, installationId }: { readonly jwt: string; readonly installationId: string },
): Promise<{ readonly token: string; readonly expiresAt: number }> {
  const headers = { authorization: `Bearer ${jwt}`, accept: 'application/vnd.github+json' }
  const client = http.open({ baseUrl: options.origin, title: 'GitHub', headers, ca: options.ca, limitsOf: 'app' })
  const path = `${options.rest}/app/installations/${installationId}/access_tokens`
  const { body } = await client.send({ method: 'POST', path, json: {} })
  const { token, expires_at } = answerOf(InstallationToken, body, 'GitHub', path)
  return { token, expiresAt: expires_at }
}
