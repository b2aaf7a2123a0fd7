import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright'
import { launchDouble } from './launch-double.ts'
import { launchElectron } from './launch-electron.ts'

export type Electron = typeof import('electron')

/** A running desktop shell, as a test drives it: the real Electron and its double alike. */
export interface Shell {
  /** Runs a function in the main process, with the `electron` module. It must refer to nothing outside itself. */
  evaluate<Result>(
    run: (electron: Electron, argument: string) => Result | Promise<Result>,
    argument?: string,
  ): Promise<Result>
  /** The page of the first window, once it shows our content. */
  readonly page: Page
  /** How the process ended: its exit code, or null after a signal. */
  readonly exited: Promise<number | null>
  kill(signal: NodeJS.Signals): void
}

export interface LaunchOptions {
  /** Arguments after the app's own. */
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

export const root = join(import.meta.dirname, '../..')
export const mainScript = join(root, 'out/main/index.js')

const electronFolder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
const hasElectron = existsSync(join(electronFolder, 'dist')) && existsSync(join(electronFolder, 'path.txt'))

export type ShellKind = 'double' | 'electron'

/** Why a kind of shell cannot run here; null when it can. */
export const missing = (kind: ShellKind): string | null =>
  kind === 'electron' && !hasElectron ? 'The Electron binary is not installed.' : null

/** Starts the built app. */
export const launchShell = (kind: ShellKind, options: LaunchOptions): Promise<Shell> =>
  kind === 'double' ? launchDouble(options) : launchElectron(options)
