import { accessSync, constants, mkdirSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { WeirError } from '../../shared/contract/weir-error.ts'

export interface Home {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly folder: string
}

/** Where the desktop app keeps its data: the folder Electron gives a program named Weir. */
export function defaultDataFolder({ platform, env, folder }: Home): string {
  const { APPDATA, XDG_CONFIG_HOME } = env
  if (platform === 'win32') return join(APPDATA || join(folder, 'AppData', 'Roaming'), 'Weir')
  if (platform === 'darwin') return join(folder, 'Library', 'Application Support', 'Weir')
  return join(XDG_CONFIG_HOME || join(folder, '.config'), 'Weir')
}

/**
 * The folder's real path. One that is missing is made, for its owner alone.
 * @throws WeirError `store.readonly` when it cannot be made or written to.
 */
export function openDataFolder(folder: string): string {
  const absolute = resolve(folder)
  try {
    mkdirSync(absolute, { recursive: true, mode: 0o700 })
    accessSync(absolute, constants.R_OK | constants.W_OK | constants.X_OK)
    return realpathSync.native(absolute)
  } catch (cause) {
    throw new WeirError('store.readonly', {
      hint: 'The data folder cannot be written to. Check its permissions, or choose another with --data.',
      details: { folder: absolute },
      cause,
    })
  }
}
