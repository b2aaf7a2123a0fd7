import { useSyncExternalStore } from 'react'
import type { BaseLocationHook } from 'wouter'

interface NavigateOptions {
  readonly replace?: boolean
  readonly state?: unknown
}

const subscribe = (listener: () => void) => {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

/** The path the address bar has at this moment: what uses `useHashPath` hears of it a moment later. */
export const hashPath = (): string => `/${parts()[0] ?? ''}`

const parts = () => location.hash.replace(/^#?\/?/, '').split('?')

/** Where in the application the address bar is, as `#/path?query`, with a way to go elsewhere. The query is not part of the path. */
export const useHashPath: BaseLocationHook & { hrefs?: (href: string) => string } = () => [
  useSyncExternalStore(subscribe, hashPath),
  goTo,
]
useHashPath.hrefs = href => `#${href}`

/** The query behind the path, without its question mark. */
export const useHashQuery = (): string => useSyncExternalStore(subscribe, () => parts()[1] ?? '')

/** Goes to `/path` or `/path?query`; in place of where it was when told to `replace`. */
export function goTo(to: string, { replace = false, state = null }: NavigateOptions = {}): void {
  const oldURL = location.href
  history[replace ? 'replaceState' : 'pushState'](state, '', `#/${to.replace(/^#?\/?/, '')}`)
  dispatchEvent(new HashChangeEvent('hashchange', { oldURL, newURL: location.href }))
}
