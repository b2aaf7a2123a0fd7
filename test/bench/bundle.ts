import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '../..')

/**
 * Bundles a script of the bench, once, and answers where it is. What a process measures of itself is then of bundles alone, as in the product:
 * Node's stripping of types takes 50 MB of the main process, and more with every source.
 */
export function bundleScript(name: string): Promise<string> {
  const bundled = scripts.get(name) ?? bundle(name)
  scripts.set(name, bundled)
  return bundled
}

const scripts = new Map<string, Promise<string>>()

async function bundle(name: string): Promise<string> {
  const outDir = join(root, 'out', 'bench')
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: { ssr: join(import.meta.dirname, `${name}.ts`), outDir, emptyOutDir: false, target: 'node24' },
  })
  return join(outDir, `${name}.js`)
}
