import { EventEmitter } from 'node:events'
import { appPackage } from './app-package.ts'
import { createEvent } from './event.ts'
import { pathOf, setPath } from './paths.ts'
import { requireNotReady, runtime } from './runtime.ts'
import { releaseSingleInstanceLock, takeSingleInstanceLock } from './single-instance.ts'
import { checkOptions, strict } from './surface.ts'

interface Closable {
  /** False when a window does not want to close. */
  close(): boolean
  destroy(): void
}

const windows = new Set<Closable>()
const { promise: whenReady, resolve: becomeReady } = Promise.withResolvers<void>()
let quitting = false
let sandboxed = false

export const isSandboxed = () => sandboxed

class App extends EventEmitter {
  readonly isPackaged = false
  get name(): string {
    return appPackage().name
  }
  getName = () => appPackage().name
  getVersion = () => appPackage().version
  getAppPath = () => appPackage().folder
  getPath = pathOf
  getLocale = () => 'en-US'
  isReady = () => runtime.ready
  whenReady = () => whenReady
  setPath = setPath
  enableSandbox = () => {
    requireNotReady('app.enableSandbox()')
    sandboxed = true
  }
  setAboutPanelOptions = (options: object) => checkOptions('AboutPanelOptionsOptions', options)
  showAboutPanel = () => {}
  setAppUserModelId = (_id: string) => {}
  focus = () => {}
  requestSingleInstanceLock = () =>
    takeSingleInstanceLock((argv, folder) => this.emit('second-instance', createEvent({}), argv, folder, null))
  hasSingleInstanceLock = () => this.requestSingleInstanceLock()
  releaseSingleInstanceLock = releaseSingleInstanceLock
  /** Nobody could follow the double into another process: a test that wants to know replaces this. */
  relaunch = () => {}

  quit = () => {
    if (!runtime.ready) return void end(0)
    const before = createEvent({})
    this.emit('before-quit', before)
    if (before.defaultPrevented) return
    quitting = true
    for (const window of [...windows]) {
      if (!window.close()) {
        quitting = false
        return
      }
    }
    const will = createEvent({})
    this.emit('will-quit', will)
    quitting = !will.defaultPrevented
    if (quitting) this.exit(0)
  }
  exit = (code = 0) => {
    for (const window of [...windows]) window.destroy()
    this.emit('quit', createEvent({}), code)
    void end(code)
  }
}

const emitter = new App()
export const app = strict('App', emitter)

/** Ends the process, and the browser with it. */
async function end(code: number): Promise<void> {
  releaseSingleInstanceLock()
  await runtime.browser?.close()
  process.exit(code)
}

/** Starts what waits for the app to be ready. */
export function announceReady(): void {
  runtime.ready = true
  becomeReady()
  emitter.emit('ready', createEvent({}), {})
}

export function addWindow(window: Closable, contents: object): void {
  windows.add(window)
  emitter.emit('web-contents-created', createEvent({}), contents)
  emitter.emit('browser-window-created', createEvent({}), window)
}

export function removeWindow(window: Closable): void {
  if (!windows.delete(window) || windows.size > 0 || quitting) return
  if (emitter.listenerCount('window-all-closed') === 0) emitter.quit()
  else emitter.emit('window-all-closed')
}
