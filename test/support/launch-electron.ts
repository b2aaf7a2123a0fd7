import { _electron } from 'playwright'
import { type LaunchOptions, root, type Shell } from './shell-driver.ts'

/** Starts the built app on the real Electron. */
export async function launchElectron({ args, env = {} }: LaunchOptions): Promise<Shell> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = await _electron.launch({ args: [...sandbox, root, ...args], env: { ...definedEnv(), ...env } })
  const child = app.process()
  const exited = new Promise<number | null>(resolve => child.on('exit', resolve))
  return {
    evaluate: (run, argument = '') => app.evaluate(run, argument),
    page: await app.firstWindow(),
    exited,
    kill: signal => void child.kill(signal),
  }
}

const definedEnv = () =>
  Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))
