import type { BrowserContext } from 'playwright'

/** What the double's modules share: the app's state and the browser under it. Only `run.ts` and `app.ts` fill it. */
interface Runtime {
  ready: boolean
  browser: BrowserContext | null
  /** The application's main script, absolute. */
  main: string
}

export const runtime: Runtime = { ready: false, browser: null, main: '' }

/** @throws Error as Electron does for what needs a ready app. */
export function requireReady(what: string): BrowserContext {
  if (!runtime.ready || !runtime.browser) throw new Error(`${what} before app is ready`)
  return runtime.browser
}

/** @throws Error as Electron does for what comes too late. */
export function requireNotReady(what: string): void {
  if (runtime.ready) throw new Error(`${what} should be called before app is ready`)
}
