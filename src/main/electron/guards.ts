import { type Session, shell, type WebContents } from 'electron'
import type { Logger } from '../ports.ts'
import { externalUrl, isOurs } from './origin.ts'

/** Keeps a window's content where it is: no navigation away, no frames, no windows, no webviews. */
export function guardContents(contents: WebContents, logger: Logger): void {
  const refuse = (event: { preventDefault(): void }, what: string, url: string) => {
    event.preventDefault()
    logger.warn('Refused a navigation', { what, origin: URL.parse(url)?.origin ?? null })
  }
  contents.on('will-navigate', details => {
    if (!isOurs(details.url)) refuse(details, 'navigate', details.url)
  })
  contents.on('will-frame-navigate', details => {
    if (!details.isMainFrame) refuse(details, 'frame', details.url)
  })
  contents.on('will-redirect', details => {
    if (!isOurs(details.url)) refuse(details, 'redirect', details.url)
  })
  contents.on('will-attach-webview', event => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    const external = externalUrl(url)
    if (external === null) logger.warn('Refused to open a window', { origin: URL.parse(url)?.origin ?? null })
    else
      shell
        .openExternal(external)
        .catch((error: unknown) => logger.warn('The browser did not open', { error: String(error) }))
    return { action: 'deny' }
  })
}

/** Refuses every permission web content can ask for: Weir's needs none. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null))
}
