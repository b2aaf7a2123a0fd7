import { renewedBeforeMs } from './oauth.ts'

/** Asks for an access token only when the last one is used up or refused, and once for all who find it so. */
export function cachedAccess<Token extends { readonly token: string; readonly expiresAt: number }>(
  ask: (refused?: string) => Promise<Token>,
  now: () => number,
): (refused?: string) => Promise<Token> {
  let current: Promise<Token> | null = null

  function begin(refused: string | undefined): Promise<Token> {
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
