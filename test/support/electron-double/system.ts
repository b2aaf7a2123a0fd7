import { EventEmitter } from 'node:events'
import { BrowserWindow } from './browser-window.ts'
import { requireReady } from './runtime.ts'
import { checkOptions, checkWord, strict } from './surface.ts'

export const shell = strict('Shell', {
  async openExternal(url: string): Promise<void> {
    if (!URL.canParse(url)) throw new Error('Invalid URL')
  },
  openPath: async (_path: string) => '',
  showItemInFolder: (_path: string) => {},
})

const optionsOf = {
  showOpenDialog: 'OpenDialogOptions',
  showSaveDialog: 'SaveDialogOptions',
  showMessageBox: 'MessageBoxOptions',
} as const

/** Nobody sits in front of the double: whoever expects a dialog answers it by replacing the call. */
const unanswered = async (call: keyof typeof optionsOf, args: readonly unknown[]) => {
  requireReady(`dialog.${call} was called`)
  const options = args.findLast(argument => typeof argument === 'object' && argument !== null) ?? {}
  checkOptions(optionsOf[call], options)
  throw new Error(`electron-double: nobody answers dialog.${call}`)
}
export const dialog = strict('Dialog', {
  showOpenDialog: (...args: unknown[]) => unanswered('showOpenDialog', args),
  showSaveDialog: (...args: unknown[]) => unanswered('showSaveDialog', args),
  showMessageBox: (...args: unknown[]) => unanswered('showMessageBox', args),
  showErrorBox: (title: string, content: string) => void process.stderr.write(`${title}: ${content}\n`),
})

class NativeTheme extends EventEmitter {
  source = 'system'
  get themeSource() {
    return this.source
  }
  set themeSource(source: string) {
    if (!['system', 'light', 'dark'].includes(source)) throw new TypeError(`Invalid themeSource ${source}`)
    this.source = source
    const colorScheme = source === 'dark' ? 'dark' : 'light'
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      void webContents.page?.then(page => page.emulateMedia({ colorScheme }))
    }
    this.emit('updated')
  }
  get shouldUseDarkColors() {
    return this.source === 'dark'
  }
}
export const nativeTheme = strict('NativeTheme', new NativeTheme())

const { ELECTRON_DOUBLE_DISPLAY = '1920x1080' } = process.env
const [width = 1920, height = 1080] = ELECTRON_DOUBLE_DISPLAY.split('x').map(Number)
const display = {
  id: 1,
  bounds: { x: 0, y: 0, width, height },
  workArea: { x: 0, y: 0, width, height: height - 40 },
  scaleFactor: 1,
}
const displays = () => {
  requireReady("The 'screen' module can't be used")
  return [display]
}
export const screen = strict('Screen', {
  getPrimaryDisplay: () => displays()[0] ?? display,
  getAllDisplays: displays,
  getDisplayMatching: () => displays()[0] ?? display,
})

interface MenuItem {
  readonly role?: string
  readonly type?: string
  readonly label?: string
  readonly click?: () => void
  readonly submenu?: readonly MenuItem[]
}

export class Menu {
  static current: Menu | null = null
  static buildFromTemplate(template: readonly MenuItem[]): Menu {
    if (!Array.isArray(template)) throw new TypeError('Invalid template for Menu: Menu template must be an array')
    for (const item of template) checkItem(item)
    return new Menu(template)
  }
  static setApplicationMenu(menu: Menu | null): void {
    if (menu !== null && !(menu instanceof Menu)) throw new TypeError('Invalid menu')
    Menu.current = menu
  }
  static getApplicationMenu = () => Menu.current
  readonly items: readonly MenuItem[]
  constructor(items: readonly MenuItem[] = []) {
    this.items = items
  }
}

function checkItem(item: MenuItem): void {
  checkOptions('MenuItemConstructorOptions', item)
  if (item.role === undefined && item.type === undefined && item.label === undefined) {
    throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type')
  }
  if (item.role !== undefined) checkWord('MenuItemConstructorOptions', 'role', item.role)
  if (item.type !== undefined) checkWord('MenuItemConstructorOptions', 'type', item.type)
  for (const child of item.submenu ?? []) checkItem(child)
}
