import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { OAuthClient, OAuthProvider } from '../../connectors/sdk/oauth.ts'

/** What ties an answer to the sign-in that asked for it. Lives in memory only. */
export interface Authorization {
  /** Where the user signs in. */
  readonly url: string
  /** Proves with the code that who asked for it is who uses it (PKCE, RFC 7636). */
  readonly verifier: string
  /** Whether an answer's `state` is this one's. Takes as long for any. */
  answers(state: string): boolean
}

/**
 * A new authorization to ask for. The challenge is sent to providers that do not document PKCE too: they must ignore what they do
 * not know (RFC 6749, 3.1), and the state protects by itself.
 */
export function newAuthorization(provider: OAuthProvider, client: OAuthClient, callbackUrl: string): Authorization {
  const state = newSecret()
  const verifier = newSecret()
  const known = digest(state)
  const url = new URL('/authorize', provider.hosts.auth)
  url.search = new URLSearchParams({
    ...provider.parameters,
    client_id: client.id,
    scope: [...provider.permissions, ...provider.furtherScopes].join(' '),
    redirect_uri: callbackUrl,
    state,
    response_type: 'code',
    code_challenge: digest(verifier).toString('base64url'),
    code_challenge_method: 'S256',
  }).toString()
  return { url: url.href, verifier, answers: given => timingSafeEqual(digest(given), known) }
}

/** 256 random bits. */
const newSecret = () => randomBytes(32).toString('base64url')

const digest = (text: string) => createHash('sha256').update(text).digest()
