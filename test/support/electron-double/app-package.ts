import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runtime } from './runtime.ts'

/** Name and version of the app being run, from the `package.json` nearest to its main script. */
export function appPackage(): { readonly folder: string; readonly name: string; readonly version: string } {
  for (let folder = dirname(runtime.main); ; folder = dirname(folder)) {
    const file = join(folder, 'package.json')
    if (existsSync(file)) {
      const content: { name?: string; productName?: string; version?: string } = JSON.parse(readFileSync(file, 'utf8'))
      return { folder, name: content.productName ?? content.name ?? 'Electron', version: content.version ?? '0.0.0' }
    }
    if (folder === dirname(folder)) return { folder: dirname(runtime.main), name: 'Electron', version: '0.0.0' }
  }
}
