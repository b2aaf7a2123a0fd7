import { EventEmitter } from 'node:events'
import { desktop } from './desktop.ts'
import { requireReady } from './runtime.ts'
import { checkOptions, strict } from './surface.ts'

interface Options {
  readonly title?: string
  readonly body?: string
}

class Shown extends EventEmitter {
  static isSupported = () => true
  readonly title: string
  readonly body: string
  constructor(options: Options = {}) {
    super()
    requireReady('Cannot create Notification')
    checkOptions('NotificationConstructorOptions', options)
    this.title = options.title ?? ''
    this.body = options.body ?? ''
  }
  show(): void {
    desktop.notifications.push(this)
    this.emit('show')
  }
  close(): void {
    const index = desktop.notifications.indexOf(this)
    if (index >= 0) desktop.notifications.splice(index, 1)
    this.emit('close')
  }
}

/** The class apps construct: what Electron's notifications do not have fails on the notification itself. */
export const Notification = new Proxy(Shown, {
  construct: (_target, [options]: [Options?]) => strict('Notification', new Shown(options)),
})
