import type { BrowserContext, Frame, Request as PageRequest, Route } from 'playwright'
import { BrowserWindow } from './browser-window.ts'
import { handlerOf } from './protocol.ts'
import { isStandardScheme, toElectron } from './urls.ts'
import type { WebContents } from './web-contents.ts'

/** Answers what the pages load from the app's protocol handlers, and asks the app about every navigation. */
export async function routeRequests(browser: BrowserContext): Promise<void> {
  await browser.route('**/*', async (route, request) => {
    const url = toElectron(request.url())
    if (request.isNavigationRequest() && !(await mayNavigate(request, url))) return route.abort('aborted')
    const handler = handlerOf(url)
    if (handler) return answer(route, url, handler)
    const scheme = URL.parse(url)?.protocol.slice(0, -1) ?? ''
    return isStandardScheme(scheme) ? route.abort('failed') : route.continue()
  })
  browser.on('page', async page => {
    // A page nobody made is a window the content has opened; the app was asked when it began to load.
    if (!(await contentsOf(page))) await page.close()
  })
}

async function mayNavigate(request: PageRequest, url: string): Promise<boolean> {
  const frame = frameOf(request)
  const contents = frame && (await contentsOf(frame.page()))
  if (contents) return contents.allowsNavigation(url, frame.parentFrame() === null, request.redirectedFrom() !== null)
  BrowserWindow.getAllWindows()[0]?.webContents.askToOpen(url)
  return false
}

/** Null for the first request of a window the content has opened: it comes before its frame. */
function frameOf(request: PageRequest): Frame | null {
  try {
    return request.frame()
  } catch {
    return null
  }
}

/** The window whose content a page is; null for a page the content itself has opened. */
async function contentsOf(page: unknown): Promise<WebContents | null> {
  for (const { webContents } of BrowserWindow.getAllWindows()) {
    if ((await webContents.page) === page) return webContents
  }
  return null
}

async function answer(route: Route, url: string, handler: (request: Request) => Response | Promise<Response>) {
  const request = route.request()
  const body = request.postDataBuffer()
  const init = { method: request.method(), headers: request.headers(), ...(body && { body: new Uint8Array(body) }) }
  try {
    const response = await handler(new Request(url, init))
    const headers = Object.fromEntries(response.headers)
    await route.fulfill({ status: response.status, headers, body: Buffer.from(await response.arrayBuffer()) })
  } catch (error) {
    process.stderr.write(`A protocol handler failed for ${url}: ${error}\n`)
    await route.abort('failed')
  }
}
