/** The one-time token in a link's fragment (`#token=…`); null when there is none. */
export const tokenInFragment = (fragment: string): string | null =>
  new URLSearchParams(fragment.replace(/^#/, '')).get('token')

/** Exchanges a one-time token for a session cookie. Resolves to whether it was taken. */
export async function signIn(token: string, fetch: typeof globalThis.fetch): Promise<boolean> {
  const answer = await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  return answer.ok
}
