import { join } from 'node:path'
import { test as base, expect, type Page } from 'playwright/test'
import { createTestFolder } from './git-repository.ts'
import { type PageWatch, watchPages } from './page-watch.ts'
import { type ServeOptions, startWeirServer, type WeirServer } from './weir-server.ts'

export interface BrowserApp {
  readonly page: Page
  readonly server: WeirServer
  /** Shows the page at a path, such as `jobs`. */
  goTo(path: string): Promise<void>
  /**
   * Ends the server (by SIGKILL when `kill`) and starts it again on the same port and data folder; in between, `meanwhile`
   * can look at the page.
   */
  restart(how?: 'stop' | 'kill', meanwhile?: () => Promise<void>): Promise<void>
}

export interface BrowserFixtures {
  /** A folder of the test's own, for repositories; the data folder is `data` in it. */
  readonly folder: string
  /** Every page of a test is listened to: what it complains of fails the test. */
  readonly watch: PageWatch
  /** Serves a data folder; what still runs when the test has ended, or failed, is ended. */
  readonly serve: typeof startWeirServer
  /** Starts the built app on the headless server and opens it in the browser by its one-time link. */
  readonly start: (options?: ServeOptions) => Promise<BrowserApp>
  /** The app, started without wishes. */
  readonly app: BrowserApp
}

/** What a browser says about a server that is away. */
export const serverAway =
  /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|WebSocket connection to .* failed/

export const test = base.extend<BrowserFixtures>({
  folder: async ({ browserName: _ }, use) => {
    const folder = createTestFolder()
    await use(folder.path)
    folder.remove()
  },
  watch: [
    async ({ context }, use) => {
      const watch = watchPages(context)
      await use(watch)
      expect(watch.complaints()).toEqual([])
    },
    { auto: true },
  ],
  serve: async ({ page, folder: _ }, use) => {
    const servers: WeirServer[] = []
    await use(async (dataFolder, options) => {
      const server = await startWeirServer(dataFolder, options)
      servers.push(server)
      return server
    })
    // The page before its server, so that it has nothing to complain of.
    await page.close()
    await Promise.all(servers.map(server => server.stop()))
  },
  start: async ({ page, folder, watch, serve }, use) => {
    const data = join(folder, 'data')
    await use(async (options = {}) => {
      let server = await serve(data, options)
      await page.goto(server.url)
      return {
        page,
        get server() {
          return server
        },
        async goTo(path) {
          await page.goto(`${new URL(server.url).origin}/#/${path}`)
        },
        async restart(how = 'stop', meanwhile = async () => {}) {
          watch.allow(serverAway)
          await server[how]()
          await meanwhile()
          server = await serve(data, { ...options, port: server.port })
        },
      }
    })
  },
  app: async ({ start }, use) => use(await start()),
})

/** Adds a Git connection through the wizard and leads to its job. */
export async function addRepositories({ page, goTo }: BrowserApp, folder: string, name: string): Promise<void> {
  await goTo('connections/new/git')
  const wizard = page.getByRole('dialog', { name: 'Add repositories' })
  await wizard.getByLabel('Folders 1', { exact: true }).fill(folder)
  await wizard.getByRole('button', { name: 'Verify', exact: true }).click()
  await wizard.getByRole('button', { name: 'Choose repositories', exact: true }).click()
  await wizard.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
  await wizard.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('article', { name, exact: true })).toBeVisible()
}

/** Waits until the job of this connection shows this state. */
export async function expectJobState(page: Page, connection: string, state: string): Promise<void> {
  const job = page.getByRole('article', { name: connection, exact: true })
  await expect(job.getByText(state, { exact: true })).toBeVisible({ timeout: 30_000 })
}

export { expect }
