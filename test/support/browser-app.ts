import { join } from 'node:path'
import { test as base, expect, type Page } from 'playwright/test'
import { createTestFolder } from './git-repository.ts'
import { startWeirServer, type WeirServer } from './weir-server.ts'

export interface BrowserApp {
  /** A folder of the test's own, for repositories; the data folder is `data` in it. */
  readonly folder: string
  readonly page: Page
  readonly server: WeirServer
  /** Ends the server (by SIGKILL when `kill`) and starts it again on the same port and data folder. */
  restart(how?: 'stop' | 'kill'): Promise<void>
}

/** The built app on the headless server, opened in the browser by its one-time link. */
export const test = base.extend<{ app: BrowserApp }>({
  app: async ({ page }, use) => {
    const folder = createTestFolder()
    const data = join(folder.path, 'data')
    let server = await startWeirServer(data)
    await page.goto(server.url)
    await use({
      folder: folder.path,
      page,
      get server() {
        return server
      },
      async restart(how = 'stop') {
        await server[how]()
        server = await startWeirServer(data, server.port)
      },
    })
    await server.stop()
    folder.remove()
  },
})

/** Adds a Git connection through the wizard. */
export async function addRepositories(page: Page, folder: string, name: string): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/#/connections/new/git`)
  await page.getByLabel('Folders 1', { exact: true }).fill(folder)
  await page.getByRole('button', { name: 'Verify', exact: true }).click()
  await page.getByRole('button', { name: 'Choose repositories' }).click()
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Save', exact: false }).click()
}

/** Waits until the job of this connection shows this state. */
export async function expectJobState(page: Page, connection: string, state: string): Promise<void> {
  await expect(page.getByRole('article', { name: connection }).getByText(state, { exact: true })).toBeVisible({
    timeout: 60_000,
  })
}

export { expect }
