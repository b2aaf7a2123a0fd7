import { EventEmitter } from 'node:events'
import type { Page } from 'playwright'
import { addWindow, isSandboxed, removeWindow } from './app.ts'
import { createEvent } from './event.ts'
import { checkPreload } from './page-scripts.ts'
import { requireReady } from './runtime.ts'
import { checkOptions, strict } from './surface.ts'
import { createWebContents, type WebContents } from './web-contents.ts'

interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface WebPreferences {
  readonly preload?: string
  readonly sandbox?: boolean
  readonly contextIsolation?: boolean
  readonly nodeIntegration?: boolean
}

interface Options extends Partial<Rectangle> {
  readonly show?: boolean
  readonly title?: string
  readonly webPreferences?: WebPreferences
}

const windows = new Set<Window>()
let count = 0

/** A window without a frame around it: its bounds are the page's viewport, and being shown is a flag. */
class Window extends EventEmitter {
  static getAllWindows = (): Window[] => [...windows]
  static getFocusedWindow = (): Window | null => [...windows].find(window => window.focused) ?? null
  static fromWebContents = (contents: unknown): Window | null =>
    [...windows].find(window => window.webContents === contents) ?? null

  readonly id = ++count
  readonly webContents: WebContents
  bounds: Rectangle
  title: string
  visible: boolean
  focused = false
  maximized = false
  minimized = false
  destroyed = false

  constructor(options: Options = {}) {
    super()
    requireReady('Cannot create BrowserWindow')
    const { x = 0, y = 0, width = 800, height = 600, webPreferences = {} } = options
    checkOptions('BrowserWindowConstructorOptions', options)
    checkOptions('WebPreferences', webPreferences)
    checkSandbox(webPreferences)
    this.bounds = { x, y, width, height }
    this.title = options.title ?? ''
    this.visible = options.show ?? true
    this.webContents = createWebContents(webPreferences.preload ?? null)
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
  }

  /** Gives the window its page, and the app its window. */
  open(): this {
    const browser = requireReady('Cannot create BrowserWindow')
    windows.add(this)
    const blank = windows.size === 1 ? browser.pages().find(page => page.url() === 'about:blank') : undefined
    this.webContents.onPage = page => this.follow(page)
    void this.webContents.attach(blank ? Promise.resolve(blank) : browser.newPage())
    addWindow(this, this.webContents)
    return this
  }

  follow(page: Page): Promise<void> {
    page.on('close', () => {
      // The page of a crashed renderer is closed once another has taken its place: the window stays.
      if (this.webContents.current === page && !this.webContents.crashed) this.destroy()
    })
    return page.setViewportSize({ width: this.bounds.width, height: this.bounds.height })
  }

  /** Asks first; false when somebody wants the window to stay. */
  close(): boolean {
    if (this.destroyed) return true
    const event = createEvent({})
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
    return !event.defaultPrevented
  }
  destroy(): void {
    if (this.destroyed) return
    this.destroyed = true
    windows.delete(this)
    this.webContents.destroyed = true
    this.webContents.emit('destroyed')
    this.emit('closed')
    void this.webContents.page?.then(page => page.close())
    removeWindow(this)
  }
  isDestroyed = () => this.destroyed

  show(): void {
    this.visible = true
    this.focused = true
    this.emit('show')
  }
  hide(): void {
    this.visible = false
    this.focused = false
    this.emit('hide')
  }
  focus(): void {
    this.focused = true
    this.emit('focus')
  }
  isVisible = () => this.visible
  isFocused = () => this.focused
  minimize(): void {
    this.minimized = true
    this.emit('minimize')
  }
  restore(): void {
    this.minimized = false
    this.emit('restore')
  }
  isMinimized = () => this.minimized
  maximize(): void {
    this.maximized = true
    this.emit('maximize')
  }
  unmaximize(): void {
    this.maximized = false
    this.emit('unmaximize')
  }
  isMaximized = () => this.maximized

  getBounds = () => this.bounds
  getNormalBounds = () => this.bounds
  setBounds(bounds: Partial<Rectangle>): void {
    const next = { ...this.bounds, ...bounds }
    if (Object.values(next).some(value => !Number.isInteger(value))) {
      throw new TypeError('Error processing argument at index 0, conversion failure')
    }
    this.bounds = next
    void this.webContents.page?.then(page => page.setViewportSize({ width: next.width, height: next.height }))
    this.emit('resize')
    this.emit('move')
  }
  setBackgroundColor(color: string): void {
    if (!/^#[0-9a-f]{3,8}$/i.test(color)) throw new Error(`electron-double: no colour ${color}`)
  }
  getTitle = () => this.title
  loadURL = (url: string) => this.webContents.loadURL(url)
}

/** The class apps construct: what Electron's windows do not have fails on the window itself. */
export const BrowserWindow = new Proxy(Window, {
  construct: (_target, [options]: [Options?]) => strict('BrowserWindow', new Window(options)).open(),
})

/** The double's pages are isolated and sandboxed: it cannot stand in for windows that are not. */
function checkSandbox(preferences: WebPreferences): void {
  const { preload, sandbox = true, contextIsolation = true, nodeIntegration = false } = preferences
  if ((!sandbox && !isSandboxed()) || !contextIsolation || nodeIntegration) {
    throw new Error('electron-double: only sandboxed, isolated windows without Node')
  }
  if (preload !== undefined) checkPreload(preload)
}
