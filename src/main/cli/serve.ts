import { fileURLToPath } from 'node:url'
import open from 'open'
import { createClient } from '../../shared/contract/client.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { openWebServer, type WebServer } from '../web/server.ts'
import { rendererFolder } from '../worker-entries.ts'
import type { HeadlessOptions } from './headless-application.ts'
import { openWeir } from './open-weir.ts'
import type { Terminal } from './terminal.ts'

export interface ServeOptions {
  /** Null: the default one or one of the next. */
  readonly port: number | null
  readonly open: boolean
}

/**
 * Serves the app to a browser until it is interrupted. When a Weir already runs on the folder, prints a new link to it.
 * `headless` is asked again when the data folder has moved: the same port then serves from the new one.
 * @throws WeirError `rpc.not_found` when that one serves no browser; `settings.invalid` for a port that is taken.
 */
export async function serve(headless: () => HeadlessOptions, options: ServeOptions, terminal: Terminal): Promise<void> {
  const interrupted = Promise.withResolvers<null>()
  const stopListening = terminal.onInterrupt(() => interrupted.resolve(null))
  try {
    let port = await serveOnce(headless(), options, interrupted.promise, terminal)
    while (port !== null) {
      terminal.out('The data folder has moved: Weir starts again.')
      port = await serveOnce(headless(), { port, open: false }, interrupted.promise, terminal)
    }
  } finally {
    stopListening()
  }
}

/** Resolves to the port to serve on again, null when it is over. */
async function serveOnce(
  headless: HeadlessOptions,
  options: ServeOptions,
  interrupted: Promise<null>,
  terminal: Terminal,
): Promise<number | null> {
  let server: WebServer | null = null
  const createLink = () => {
    if (server) return server.createLink()
    throw new WeirError('rpc.not_found', { hint: 'The web server is still starting. Try again in a moment.' })
  }
  const restarted = Promise.withResolvers<'restarted'>()
  const weir = await openWeir({ ...headless, createLink, restart: () => restarted.resolve('restarted') })
  try {
    if (weir.kind === 'running') {
      const { url } = await createClient(weir.transport).request('app.createLink')
      terminal.out(`Weir already runs on this data folder: ${url}`)
      await show(url, options.open, terminal)
      return null
    }
    const { app, logger } = weir.headless
    server = await openWebServer({
      app,
      logger,
      dataFolder: headless.dataFolder,
      rendererFolder: fileURLToPath(rendererFolder(headless.entry)),
      port: options.port,
      clock: { now: () => Date.now() },
    })
    const url = server.createLink()
    terminal.out(`Weir runs at ${url}`)
    terminal.out('The link opens once, within ten minutes. `weir serve` prints a new one. Ctrl-C ends Weir.')
    await show(url, options.open, terminal)
    return (await Promise.race([interrupted, restarted.promise])) === null ? null : server.port
  } finally {
    await weir.close()
    await server?.close()
  }
}

async function show(url: string, wanted: boolean, terminal: Terminal): Promise<void> {
  if (!wanted) return
  try {
    const browser = await open(url)
    browser.on('error', () => terminal.err('No browser could be started. Open the link yourself.'))
  } catch {
    terminal.err('No browser could be started. Open the link yourself.')
  }
}
