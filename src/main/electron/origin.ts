import type { CustomScheme } from 'electron'

/** Where the window's content lives: a scheme and host of our own, so that nothing else shares its origin. */
export const origin = 'app://weir'
export const startUrl = `${origin}/`

/** The URL of a page of the app, such as `/jobs/runs/7`; of its first one when none is named. */
export const urlOf = (route?: string): string => (route === undefined ? startUrl : `${startUrl}#${route}`)

/** What Chromium must know of the scheme before the app is ready. */
export const scheme: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
}

/** Whether a URL belongs to our own content. */
export function isOurs(url: string): boolean {
  const parsed = URL.parse(url)
  return parsed?.protocol === 'app:' && parsed.host === 'weir' && parsed.username === '' && parsed.password === ''
}

/** The URL in its normal form when it may be handed to the system's browser: https only; null otherwise. */
export function externalUrl(url: string): string | null {
  const parsed = URL.parse(url)
  return parsed?.protocol === 'https:' && parsed.username === '' && parsed.password === '' ? parsed.href : null
}
