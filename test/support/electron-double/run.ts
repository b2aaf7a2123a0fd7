// `node run.ts MAIN.js [ARGUMENT…]`: runs a built Electron app on the double. Started with an IPC channel, it takes orders from a test.
import { registerHooks } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { announceReady } from './app.ts'
import { startBrowser } from './browser.ts'
import { takeOrders } from './orders.ts'
import { runtime } from './runtime.ts'
import { electronVersion } from './surface.ts'

const [, , main = '', ...args] = process.argv
runtime.main = resolve(main)
process.argv = [process.execPath, runtime.main, ...args]
Object.defineProperty(process, 'type', { value: 'browser' })
Object.defineProperty(process.versions, 'electron', { value: electronVersion })

const double = pathToFileURL(resolve(import.meta.dirname, 'electron.ts')).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier === 'electron/main'
      ? { url: double, shortCircuit: true }
      : next(specifier, context),
})

// Like Electron: the app becomes ready only when its main script has been evaluated to the end.
await import(pathToFileURL(runtime.main).href)
const endpoint = await startBrowser()
takeOrders(endpoint)
announceReady()
