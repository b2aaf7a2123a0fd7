import { EventEmitter } from 'node:events'
import { desktop } from './desktop.ts'
import { conversionFailure, imageOf } from './native-image.ts'
import { requireReady } from './runtime.ts'
import { strict } from './surface.ts'
import { Menu } from './system.ts'

/** An icon nobody sees. Made whether or not the desktop has a tray, as on Linux. */
class Icon extends EventEmitter {
  image: object
  tooltip = ''
  menu: Menu | null = null
  destroyed = false

  constructor(image: unknown) {
    super()
    requireReady('Cannot create Tray')
    this.image = imageOf(image)
  }
  setImage(image: unknown): void {
    this.requireAlive()
    this.image = imageOf(image)
  }
  setToolTip(text: string): void {
    this.requireAlive()
    if (typeof text !== 'string') throw conversionFailure()
    this.tooltip = text
  }
  setContextMenu(menu: Menu | null): void {
    this.requireAlive()
    if (menu !== null && !(menu instanceof Menu)) throw conversionFailure()
    this.menu = menu
  }
  isDestroyed = () => this.destroyed
  destroy(): void {
    this.destroyed = true
    const index = desktop.trays.indexOf(this)
    if (index >= 0) desktop.trays.splice(index, 1)
  }
  requireAlive(): void {
    if (this.destroyed) throw new TypeError('Tray is destroyed')
  }
}

/** The class apps construct: what Electron's trays do not have fails on the tray itself. */
export const Tray = new Proxy(Icon, {
  construct(_target, [image]: [unknown]) {
    const icon = new Icon(image)
    desktop.trays.push(icon)
    return strict('Tray', icon)
  },
})
