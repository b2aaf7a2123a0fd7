import type { BrowserContext } from 'playwright/test'

export interface PageWatch {
  /** From now on a message like this is no complaint: the test brings it about. */
  allow(message: RegExp): void
  /** What no test allowed, in order. */
  complaints(): readonly string[]
}

/** What a browser says about a server that does not know it. */
export const signedOut = /status of 401|HTTP Authentication failed/

/** Listens to every page of a browser context: errors in the console, and errors nobody caught. */
export function watchPages(context: BrowserContext): PageWatch {
  const heard: string[] = []
  const allowed: RegExp[] = []
  const hear = (message: string) => {
    if (!allowed.some(each => each.test(message))) heard.push(message)
  }
  context.on('console', message => {
    if (message.type() === 'error') hear(`${message.text()} (${message.location().url})`)
  })
  context.on('weberror', error => hear(String(error.error().stack ?? error.error())))
  return { allow: message => void allowed.push(message), complaints: () => heard }
}
