import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
const declarations = readFileSync(join(folder, 'electron.d.ts'), 'utf8')

export const electronVersion: string = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version

interface Declared {
  readonly members: ReadonlySet<string>
  readonly events: ReadonlySet<string>
  readonly text: string
}

/** An interface or class of the installed Electron's own declarations, with what it inherits. */
export function declared(name: string): Declared {
  const match = new RegExp(
    `^  (?:interface|class) ${name}(?: extends (\\w+))?[^\\n]*\\{\\n([\\s\\S]*?)^  \\}`,
    'm',
  ).exec(declarations)
  if (!match) throw new Error(`electron-double: Electron ${electronVersion} declares no ${name}`)
  const [, parent, text = ''] = match
  const inherited = parent && /^\w+(Options|Window|Event)$/.test(parent) ? declared(parent) : null
  const found = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, member = '']) => member)
  return {
    members: new Set([...(inherited?.members ?? []), ...found(/^ {4}(?:(?:static|readonly) )*(\w+)\??[(:<]/gm)]),
    events: new Set([...(inherited?.events ?? []), ...found(/^ {4}on\(event: '([^']+)'/gm)]),
    text,
  }
}

/** @throws Error when `options` has a key Electron does not know. */
export function checkOptions(declaration: string, options: object): void {
  const { members } = declared(declaration)
  for (const key of Object.keys(options)) {
    if (!members.has(key))
      throw new Error(`electron-double: ${declaration} has no ${key} in Electron ${electronVersion}`)
  }
}

/** @throws Error when `value` is none of the words Electron declares for a member. */
export function checkWord(declaration: string, member: string, value: string): void {
  const line = new RegExp(`^ {4}${member}\\?: ([^\\n]+)`, 'm').exec(declared(declaration).text)?.[1] ?? ''
  if (!line.includes(`'${value}'`)) {
    throw new Error(`electron-double: ${declaration}.${member} cannot be '${value}' in Electron ${electronVersion}`)
  }
}

/** The module as it is, except that what the double lacks, Electron lacks, or nobody emits, is an error where it is used. */
export function strict<Module extends object>(declaration: string, module: Module): Module {
  const { members, events } = declared(declaration)
  const known = new Proxy(module, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target)
      if ((key === 'on' || key === 'once') && events.size > 0 && typeof value === 'function') {
        return (event: string, listener: unknown) => {
          if (!events.has(event)) throw new Error(`electron-double: ${declaration} emits no '${event}' in Electron`)
          Reflect.apply(value, target, [event, listener])
          return known
        }
      }
      if (key in target || typeof key === 'symbol' || key === 'then' || key === 'toJSON') return value
      const where = members.has(key) ? 'the double does not have it' : `neither does Electron ${electronVersion}`
      throw new Error(`electron-double: ${declaration}.${key} is not there: ${where}`)
    },
  })
  return known
}
