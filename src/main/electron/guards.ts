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

/** The one permission Weir's own page uses: its Copy buttons. */
const copying = 'clipboard-sanitized-write'

/** Refuses every permission web content can ask for, except that our own page may write to the clipboard. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(permission === copying && details.isMainFrame && isOurs(details.requestingUrl)),
  )
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin) => permission === copying && isOurs(requestingOrigin),
  )
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null))
}
