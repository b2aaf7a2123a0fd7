import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type NativeImage, nativeImage } from 'electron'
import type { TrayState } from './tray-view.ts'

/**
 * The icon of a state. On macOS a template that takes the menu bar's colour; elsewhere in colour on a tile of its own, which stands out on
 * light and dark alike. Linux is given the large one: its desktops take a single size and scale it.
 */
export function trayIcon(folder: string, state: TrayState, platform: NodeJS.Platform): NativeImage {
  if (platform === 'linux') return nativeImage.createFromBuffer(readFileSync(join(folder, `${state}@2x.png`)))
  const mac = platform === 'darwin'
  const image = nativeImage.createFromPath(join(folder, `${state}${mac ? 'Template' : ''}.png`))
  image.setTemplateImage(mac)
  return image
}
