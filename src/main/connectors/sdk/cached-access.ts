import { type Access, type AccessToken, renewedBeforeMs } from './oauth.ts'

/** Asks for an access token only when the last one is used up or refused, and once for all who find it so. */
export function cachedAccess(ask: Access, now: () => number): Access {
  let current: Promise<AccessToken> | null = null

  function begin(refused: string | undefined): Promise<AccessToken> {
    const asked = ask(refused)
    current = asked
    asked.catch(() => {
      if (current === asked) current = null
    })
    return asked
  }

  return async refused => {
    const seen = current
    const known = await seen
    if (known && known.token !== refused && known.expiresAt - now() > renewedBeforeMs) return known
    return current === seen || current === null ? begin(refused) : current
  }
}
