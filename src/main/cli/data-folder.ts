import { accessSync, constants, mkdirSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { followMoves } from '../moved-folder.ts'

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
 * The folder's real path, or where its data has moved to. One that is missing is made, for its owner alone.
 * @throws WeirError `store.readonly` when it cannot be made or written to, or when the place it has moved to is not there.
 */
export function openDataFolder(folder: string): string {
  const absolute = resolve(folder)
  try {
    mkdirSync(absolute, { recursive: true, mode: 0o700 })
    const folder = followMoves(realpathSync.native(absolute))
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return folder
  } catch (cause) {
    if (cause instanceof WeirError) throw cause
    throw new WeirError('store.readonly', {
      hint: 'The data folder cannot be written to. Check its permissions, or choose another with --data.',
      details: { folder: absolute },
      cause,
    })
  }
}
