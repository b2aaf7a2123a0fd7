import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { test as base } from 'playwright/test'
import { Reply } from '../../src/shared/contract/transport.ts'
import { launchShell, missing, type Shell, type ShellKind } from './shell-driver.ts'

export interface Lab {
  readonly dataFolder: string
  /** Starts the app on the data folder. What still runs at the end of the test is ended. */
  launch(env?: Readonly<Record<string, string>>): Promise<Shell>
}

/** Tests of the desktop shell, on the kind of shell the project names. */
export const test = base.extend<{ readonly kind: ShellKind; readonly lab: Lab }>({
  kind: ['double', { option: true }],
  lab: async ({ kind }, use, testInfo) => {
    const reason = missing(kind)
    testInfo.skip(reason !== null, reason ?? '')
    const dataFolder = await mkdtemp(join(tmpdir(), 'weir-shell-'))
    const started: Shell[] = []
    await use({
      dataFolder,
      async launch(env = {}) {
        const shell = await launchShell(kind, { args: ['--data', dataFolder], env })
        started.push(shell)
        return shell
      },
    })
    for (const shell of started) shell.kill('SIGKILL')
    await Promise.all(started.map(shell => shell.exited))
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 })
  },
})

/** Sends a request as the page's own code would. */
export async function request(page: Page, method: string, input?: unknown): Promise<Reply> {
  return Reply.parse(await page.evaluate(requestCode(method, input)))
}

/** The code of a page that sends a request. */
export const requestCode = (method: string, input?: unknown): string =>
  `window.weir.request(${JSON.stringify({ id: 'test', method, input })})`

/** Quits like the menu does. Resolves to the exit code. */
export async function quit(shell: Shell): Promise<number | null> {
  await shell.evaluate(({ app }) => void setTimeout(() => app.quit(), 0))
  return shell.exited
}
