import { app, BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme, screen } from 'electron'
import type { Logger } from '../ports.ts'
import { minimumSize, placeWindow } from './bounds.ts'
import { urlOf } from './origin.ts'
import type { SettingsFile } from './settings-file.ts'
import type { ShellParts } from './shell-parts.ts'

/** How long a window is left alone before its new bounds are saved. */
const settleMs = 400

const backgroundColor = () => (nativeTheme.shouldUseDarkColors ? '#242424' : '#ffffff')

type WindowParts = Pick<ShellParts, 'preload' | 'icon'>

/** Opens the window where it was last, at a page of the app when one is named, shows it once it has something to show, and remembers where it goes. */
export function openWindow(
  parts: WindowParts,
  settings: SettingsFile,
  logger: Logger,
  admit: (window: BrowserWindow) => void,
  route?: string,
) {
  const remembered = settings.get().window
  const window = new BrowserWindow(windowOptions(parts, placeWindow(remembered?.bounds ?? null, workAreas())))
  admit(window)
  if (remembered?.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())

  const recolour = () => window.setBackgroundColor(backgroundColor())
  nativeTheme.on('updated', recolour)
  window.once('closed', () => nativeTheme.off('updated', recolour))

  rememberBounds(window, settings, logger)
  window
    .loadURL(urlOf(route))
    .catch((error: unknown) => logger.error('The window did not load', { error: String(error) }))
  return window
}

function windowOptions({ preload, icon }: WindowParts, bounds: Electron.Rectangle): BrowserWindowConstructorOptions {
  return {
    ...bounds,
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    show: false,
    backgroundColor: backgroundColor(),
    title: app.name,
    // Elsewhere the icon comes with the program's bundle.
    ...(process.platform === 'linux' && { icon }),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      devTools: !app.isPackaged,
      // The spellchecker would download its dictionaries.
      spellcheck: false,
    },
  }
}

function workAreas(): readonly Electron.Rectangle[] {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(display => display.id !== primary.id)
  return [primary, ...others].map(display => display.workArea)
}

function rememberBounds(window: BrowserWindow, settings: SettingsFile, logger: Logger): void {
  let timer: NodeJS.Timeout | undefined
  const save = () => {
    clearTimeout(timer)
    try {
      settings.set({ window: { bounds: window.getNormalBounds(), maximized: window.isMaximized() } })
    } catch (error) {
      logger.warn('The window bounds were not saved', { error: String(error) })
    }
  }
  const saveSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(save, settleMs)
  }
  window.on('resize', saveSoon)
  window.on('move', saveSoon)
  window.on('maximize', saveSoon)
  window.on('unmaximize', saveSoon)
  window.on('close', save)
}
