import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Shell } from './shell-driver.ts'

/** What the user sees of the tray. */
export interface SeenTray {
  readonly tooltip: string
  /** What can be chosen, in order. */
  readonly possible: readonly string[]
}

/** The double's tray. Only the double's desktop can be looked at. */
export const tray = (shell: Shell): Promise<SeenTray> =>
  shell.evaluate(() => {
    const [icon] = Reflect.get(globalThis, 'electronDouble').trays
    const items: { label?: string; click?: unknown; enabled?: boolean }[] = icon?.menu?.items ?? []
    const possible = items.flatMap(({ label, click, enabled }) => (label && click && enabled !== false ? [label] : []))
    return { tooltip: icon?.tooltip ?? '', possible }
  })

/** Chooses from the tray's menu, as a click does. */
export const chooseInTray = (shell: Shell, label: string): Promise<void> =>
  shell.evaluate((_electron, wanted) => {
    const [icon] = Reflect.get(globalThis, 'electronDouble').trays
    const item = icon.menu.items.find((one: { label?: string }) => one.label === wanted)
    if (!item || item.enabled === false) throw new Error(`The tray does not offer ${wanted}`)
    setTimeout(() => item.click(), 0)
  }, label)

/** The titles of the double's notifications, oldest first. */
export const notified = (shell: Shell): Promise<readonly string[]> =>
  shell.evaluate(() =>
    Reflect.get(globalThis, 'electronDouble').notifications.map((one: { title: string }) => one.title),
  )

/** Clicks the notification of this title. */
export const clickNotification = (shell: Shell, title: string): Promise<void> =>
  shell.evaluate((_electron, wanted) => {
    const all = Reflect.get(globalThis, 'electronDouble').notifications
    all.find((one: { title: string }) => one.title === wanted).emit('click', {})
  }, title)

/** Closes the window like its frame's button does. */
export const closeWindow = (shell: Shell): Promise<void> =>
  shell.evaluate(({ BrowserWindow }) => void setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 0))

export const isWindowVisible = (shell: Shell): Promise<boolean> =>
  shell.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some(window => window.isVisible()))

const { PATH: searchPath = '' } = process.env

/** The environment of a Linux desktop whose session bus says whether it shows tray icons. */
export function linuxDesktop(folder: string, showsTray: boolean): { readonly PATH: string } {
  const bin = join(folder, 'desktop')
  const program = join(bin, 'gdbus')
  mkdirSync(bin)
  writeFileSync(program, `#!/bin/sh\necho '(<${showsTray}>,)'\n`)
  chmodSync(program, 0o755)
  return { PATH: `${bin}${delimiter}${searchPath}` }
}
