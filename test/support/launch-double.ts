import { fork } from 'node:child_process'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { type Electron, type LaunchOptions, mainScript, type Shell } from './shell-driver.ts'

interface FromDouble {
  readonly endpoint?: string
  readonly id?: number
  readonly value?: unknown
  readonly error?: string
}

/** Starts the built app on the double. Rejects when it ends before it has a window. */
export async function launchDouble({ args, env = {} }: LaunchOptions): Promise<Shell> {
  const script = join(import.meta.dirname, 'electron-double/run.ts')
  const child = fork(script, [mainScript, ...args], { execArgv: [], env: { ...process.env, ...env } })
  const exited = new Promise<number | null>(resolve => child.on('exit', resolve))
  const waiting = new Map<number, (answer: FromDouble) => void>()
  const started = Promise.withResolvers<string>()
  child.on('message', (message: FromDouble) => {
    if (message.endpoint !== undefined) started.resolve(message.endpoint)
    if (message.id !== undefined) waiting.get(message.id)?.(message)
  })
  void exited.then(code => started.reject(new Error(`The app ended with ${code} before it was ready`)))

  let orders = 0
  const order = (source: string, argument: unknown): Promise<unknown> => {
    const id = ++orders
    const { promise, resolve } = Promise.withResolvers<FromDouble>()
    waiting.set(id, resolve)
    void exited.then(code => resolve({ error: `The app ended with ${code}` }))
    child.send({ id, source, argument })
    return promise.then(({ value, error }) => {
      if (error !== undefined) throw new Error(error)
      return value
    })
  }

  const browser = await chromium.connectOverCDP(await started.promise)
  const [page] = browser.contexts().flatMap(context => context.pages())
  if (!page) throw new Error('The double has no page')
  await page.waitForURL(url => url.hostname.endsWith('.electron-double.test'))
  return {
    evaluate: <Result>(run: (electron: Electron, argument: string) => Result | Promise<Result>, argument = '') =>
      // The function's own type says what it answers in the other process.
      order(String(run), argument) as Promise<Result>,
    page,
    exited,
    kill: signal => void child.kill(signal),
  }
}
