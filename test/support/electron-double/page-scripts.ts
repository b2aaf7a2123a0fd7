import { readFileSync } from 'node:fs'
import { extname, isAbsolute, join } from 'node:path'
import { Script } from 'node:vm'

/** The isolated world's name, as Electron calls it, and its one way out. */
export const preloadWorld = 'Electron Isolated Context'
export const binding = '__electronDouble'

const part = (name: string) =>
  readFileSync(join(import.meta.dirname, 'page', name), 'utf8').replaceAll(/^export |^import .*$/gm, '')

const script = (parts: readonly string[], call: string, args: readonly string[]) =>
  `(() => {${parts.map(part).join('\n')}\n${call}(${args.join(', ')})})()`

/** What runs in the page's own world before its scripts. */
export const mainWorldScript = (channel: string) =>
  script(['codec.js', 'bridge-end.js', 'main-world.js'], 'installMainWorld', [JSON.stringify(channel)])

/** What runs in the isolated world: the preload script, a CommonJS module, in its sandbox. */
export function preloadWorldScript(channel: string, preload: string | null): string {
  const names = [channel, binding, process.platform].map(name => JSON.stringify(name))
  const text = preload === null ? '' : readFileSync(preload, 'utf8')
  return script(['codec.js', 'bridge-end.js', 'preload-world.js'], 'installPreloadWorld', [...names, asFunction(text)])
}

const asFunction = (text: string) => `(require, module, exports, process) => {${text}\n}`

/** @throws Error for what Electron would not run as a sandboxed preload script. */
export function checkPreload(file: string): void {
  if (!isAbsolute(file)) throw new Error(`preload script must have absolute path: ${file}`)
  if (extname(file) === '.mjs') throw new Error('electron-double: sandboxed preload scripts cannot be ES modules')
  new Script(`(${asFunction(readFileSync(file, 'utf8'))})`, { filename: file })
}
