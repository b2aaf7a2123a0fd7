import { EventEmitter } from 'node:events'
import type { CDPSession, Page } from 'playwright'
import { createEvent } from './event.ts'
import { cloneable, invokeHandler, sendToListeners } from './ipc-main.ts'
import { decode, encode } from './page/codec.js'
import { binding, mainWorldScript, preloadWorld, preloadWorldScript } from './page-scripts.ts'
import { isPermitted, session } from './session.ts'
import { strict } from './surface.ts'
import { toChromium, toElectron } from './urls.ts'
import { createFrame } from './web-frame-main.ts'

type OpenHandler = (details: object) => { readonly action: 'allow' | 'deny' }

interface FromPreload {
  readonly kind: 'invoke' | 'send' | 'permission' | 'window-open' | 'preload-error'
  readonly id: number
  readonly channel: string
  readonly args: string
  readonly message: string
  readonly content: string
}

let count = 0

export type { WebContents }

/** One window's content: a Chromium page, which a crash replaces by another. */
class WebContents extends EventEmitter {
  readonly id = ++count
  readonly preload: string | null
  page: Promise<Page> | null = null
  /** The page that shows the content now. */
  current: Page | null = null
  /** Told of every page that takes over. */
  onPage: (page: Page) => Promise<void> = async () => {}
  cdp: CDPSession | null = null
  /** The isolated world's execution context, while there is a document. */
  context: number | null = null
  crashed = false
  destroyed = false
  /** Navigations the app itself asked for: nobody is asked about them. */
  readonly ownNavigations = new Set<string>()
  url = ''
  openHandler: OpenHandler | null = null
  readonly session = session.defaultSession

  constructor(preload: string | null) {
    super()
    this.preload = preload
  }

  /** Takes a page over; everything asked of the content waits until that is done. */
  attach(opening: Promise<Page>): Promise<Page> {
    this.page = opening.then(page => this.prepare(page))
    return this.page
  }

  async prepare(page: Page): Promise<Page> {
    const cdp = await page.context().newCDPSession(page)
    this.cdp = cdp
    this.crashed = false
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === preloadWorld && frameOf(context) === mainFrame.frameTree.frame.id) {
        this.context = context.id
      }
    })
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      if (this.context === executionContextId) this.context = null
    })
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === binding) void this.receive(JSON.parse(payload), executionContextId)
    })
    page.on('load', () => this.emit('did-finish-load', createEvent({})))
    page.on('domcontentloaded', () => this.emit('dom-ready', createEvent({})))
    page.on('framenavigated', frame => {
      if (frame !== page.mainFrame()) return
      const before = this.url
      this.url = toElectron(frame.url())
      if (isWithinPage(before, this.url)) this.emit('did-navigate-in-page', createEvent({}), this.url, true, 1, 1)
      else this.emit('did-navigate', createEvent({}), this.url, 200, 'OK')
    })
    page.on('crash', () => {
      this.crashed = true
      this.context = null
      this.emit('render-process-gone', createEvent({}), { reason: 'crashed', exitCode: 5 })
    })
    await cdp.send('Page.enable')
    const mainFrame = await cdp.send('Page.getFrameTree')
    await cdp.send('Runtime.enable')
    await cdp.send('Runtime.addBinding', { name: binding, executionContextName: preloadWorld })
    const channel = `double-${crypto.randomUUID()}`
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript(channel) })
    const source = preloadWorldScript(channel, this.preload)
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: preloadWorld })
    this.current = page
    await this.onPage(page)
    return page
  }

  async receive(message: FromPreload, context: number): Promise<void> {
    const frame = createFrame(this.url)
    const event = Object.assign(createEvent({}), {
      type: 'frame',
      sender: this,
      senderFrame: frame,
      frameId: 1,
      processId: 1,
    })
    if (message.kind === 'preload-error') this.failPreload(new Error(message.message))
    else if (message.kind === 'send') sendToListeners(event, message.channel, listOf(decode(message.args)))
    else {
      const answer = await this.answer(event, message).catch((error: Error) => ({ error: error.message }))
      await this.deliver({ id: message.id, ...answer }, context)
    }
  }

  async answer(event: object, message: FromPreload): Promise<object> {
    if (message.kind === 'invoke') {
      return { value: encode(await invokeHandler(event, message.channel, listOf(decode(message.args)))) }
    }
    const content = message.content
    if (message.kind === 'permission') return { value: encode(await isPermitted(this, content, this.url)) }
    this.askToOpen(content)
    return { value: encode(null) }
  }

  /** Asks the app about a window its content wants. The double has none to give: an app that allows one ends there. */
  askToOpen(url: string): void {
    const referrer = { url: '', policy: 'no-referrer' }
    const details = { url: toElectron(url), frameName: '', features: '', disposition: 'foreground-tab', referrer }
    if (this.openHandler?.(details).action !== 'deny') {
      process.stderr.write(`electron-double: the app let its content open ${details.url}, which the double cannot\n`)
      process.exit(70)
    }
  }

  failPreload(error: Error): void {
    process.stderr.write(`Unable to load preload script: ${this.preload}\n${error.stack}\n`)
    this.emit('preload-error', createEvent({}), this.preload, error)
  }

  async deliver(message: object, context: number): Promise<void> {
    const expression = `globalThis['${binding}:deliver'](${JSON.stringify(message)})`
    // The document may be gone by now, and its listeners with it.
    await this.cdp?.send('Runtime.evaluate', { expression, contextId: context }).catch(() => {})
  }

  send(channel: string, ...args: unknown[]): void {
    for (const argument of args) cloneable(argument)
    if (this.context !== null) void this.deliver({ kind: 'message', channel, args: encode(args) }, this.context)
  }

  /** Whether the app lets its content go there, by the events Electron asks with. */
  allowsNavigation(url: string, isMainFrame: boolean, isRedirect: boolean): boolean {
    if (!isRedirect && isMainFrame && this.ownNavigations.delete(url)) return true
    const asked = isRedirect ? ['will-redirect'] : ['will-frame-navigate', ...(isMainFrame ? ['will-navigate'] : [])]
    return asked.every(name => {
      const frame = createFrame(this.url)
      const event = Object.assign(createEvent({}), { url, isSameDocument: false, isMainFrame, frame, initiator: frame })
      this.emit(name, event, url, false, isMainFrame, 1, 1)
      return !event.defaultPrevented
    })
  }

  async loadURL(url: string): Promise<void> {
    this.ownNavigations.add(url)
    const page = await this.page
    const response = await page?.goto(toChromium(url)).catch((error: Error) => error)
    // Within the page nothing was requested.
    this.ownNavigations.delete(url)
    if (response instanceof Error) throw new Error(`ERR_FAILED (-2) loading '${url}'`, { cause: response })
  }

  reload(): void {
    const url = this.url
    void this.page?.then(async page => {
      const next = this.crashed ? await this.attach(page.context().newPage()) : page
      this.ownNavigations.add(url)
      await next.goto(toChromium(url))
      if (next !== page) await page.close()
    })
  }

  /** Runs code in the page's own world. */
  async executeJavaScript(code: string): Promise<unknown> {
    return (await this.page)?.evaluate(code)
  }

  forcefullyCrashRenderer(): void {
    // The session ends with the renderer, so nothing answers.
    this.cdp?.send('Page.crash').catch(() => {})
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler
  }
  getURL = () => this.url
  isDestroyed = () => this.destroyed
  isCrashed = () => this.crashed
  get mainFrame() {
    return createFrame(this.url)
  }
}

function frameOf(context: { readonly auxData?: { readonly frameId?: string } }): string | undefined {
  return context.auxData?.frameId
}

/** Whether only what follows the `#` has changed. */
function isWithinPage(before: string, after: string): boolean {
  const page = (url: string) => url.split('#', 1)[0]
  return before !== after && page(before) === page(after)
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])

/** Content that runs `preload` first, and is attached to a page later. */
export const createWebContents = (preload: string | null): WebContents =>
  strict('WebContents', new WebContents(preload))
