import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface WeirServer {
  /** A one-time link that signs a browser in. */
  readonly url: string
  readonly port: number
  /** Ends it in order. */
  stop(): Promise<void>
  /** Ends it as a crash would. */
  kill(): Promise<void>
}

export interface ServeOptions {
  /** 0, the default, is any. */
  readonly port?: number
  /** More environment, such as a search path or a passphrase. */
  readonly env?: Readonly<Record<string, string>>
}

const entry = join(import.meta.dirname, '../../out/main/headless.js')

/** Serves the built app to browsers from a process of its own. */
export async function startWeirServer(
  dataFolder: string,
  { port = 0, env = {} }: ServeOptions = {},
): Promise<WeirServer> {
  const child = spawn(process.execPath, [entry, '--data', dataFolder, 'serve', '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
  const exited = once(child, 'exit')
  const url = await Promise.race([
    printedUrl(child),
    exited.then(([code]) => Promise.reject(new Error(`serve ended with ${code}`))),
  ])
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await exited
  }
  return { url, port: Number(new URL(url).port), stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}

async function printedUrl(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('no output to read the link from')
  for await (const line of createInterface(child.stdout)) {
    const [url] = /http:\/\/\S+/.exec(line) ?? []
    if (url) return url
  }
  throw new Error('no link was printed')
}
