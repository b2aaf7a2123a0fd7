import { statSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { appPackage } from './app-package.ts'

const home = homedir()
const { XDG_CONFIG_HOME } = process.env
const paths = new Map<string, string>([
  ['home', home],
  ['appData', XDG_CONFIG_HOME ?? join(home, '.config')],
  ['documents', join(home, 'Documents')],
  ['temp', tmpdir()],
  ['exe', process.execPath],
])

/** @throws Error for a name Electron does not know. */
export function pathOf(name: string): string {
  const set = paths.get(name)
  if (set !== undefined) return set
  if (name === 'userData') return join(pathOf('appData'), appPackage().name)
  if (name === 'sessionData') return pathOf('userData')
  if (name === 'logs') return join(pathOf('userData'), 'logs')
  throw new Error(`Failed to get '${name}' path`)
}

export function setPath(name: string, path: string): void {
  if (!isAbsolute(path)) throw new Error('Path must be absolute')
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`electron-double: no folder ${path}`)
  pathOf(name)
  paths.set(name, path)
}
