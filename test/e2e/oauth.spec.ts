import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import { openWebServer } from '../../src/main/web/server.ts'
import { type AtlassianWorld, startAtlassianWorld } from '../support/atlassian-sign-in.ts'
import { test as base, expect, expectJobState } from '../support/browser-app.ts'
import { openTestApplication } from '../support/test-application.ts'

interface OAuthApp extends AtlassianWorld {
  readonly page: Page
  goTo(path: string): Promise<void>
}

/** The app, in this process so that it can be told where the simulated Atlassian is; `count` sites are behind it. */
const test = base.extend<{ readonly open: (count?: number) => Promise<OAuthApp> }>({
  open: async ({ page, folder }, use) => {
    const ends: (() => Promise<void>)[] = []
    await use(async (count = 1) => {
      const world = await startAtlassianWorld({ count, jira: { issues: 30 } })
      const dataFolder = join(folder, 'data')
      const app = await openTestApplication(dataFolder, { oauth: world.oauth, bundledThreads: true })
      const rendererFolder = join(import.meta.dirname, '../../out/renderer')
      const clock = { now: Date.now }
      const server = await openWebServer({ app, rendererFolder, dataFolder, port: 0, clock, logger: app.logger })
      ends.push(server.close, app.close, world.close)
      await page.goto(server.createLink())
      await expect(page.getByText('Connect your first repositories')).toBeVisible()
      return {
        ...world,
        page,
        goTo: async path => void (await page.goto(`http://127.0.0.1:${server.port}/#/${path}`)),
      }
    })
    await page.close()
    for (const end of ends) await end()
  },
})

async function fillForm({ page, goTo, atlassian }: OAuthApp) {
  await goTo('connections/new/jira')
  const wizard = page.getByRole('dialog', { name: 'Connect Jira' })
  await wizard.getByRole('radio', { name: 'Cloud with OAuth 2.0' }).check()
  await wizard.getByLabel('Client ID').fill(atlassian.client.id)
  await wizard.getByLabel('Secret').fill(atlassian.client.secret)
  return wizard
}

/** Opens the page to sign in at, and answers there as the user does. Returns the page he is sent back to. */
async function answerOn(page: Page, answer: 'Accept' | 'Cancel'): Promise<Page> {
  const [tab] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: 'Open Atlassian’s page', exact: true }).click(),
  ])
  await tab.getByRole('link', { name: answer, exact: true }).click()
  await expect(tab.getByText('You can close this window')).toBeVisible()
  return tab
}

/** What axe finds on a page. */
const violations = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)

test('the app is set up as told, the user signs in, chooses a site, and it is synced', async ({ open }) => {
  const app = await open(2)
  const { page, oauth } = app
  const wizard = await fillForm(app)
  await expect(wizard.getByText(`http://127.0.0.1:${oauth.callbackPort}/oauth/callback`)).toBeVisible()
  await expect(wizard.getByText(/^read:jira-work read:jira-user .*read:sprint:jira-software$/)).toBeVisible()
  await wizard.getByRole('button', { name: 'Verify', exact: true }).click()
  await expect(wizard.getByRole('alert').getByText('Sign in first')).toBeVisible()
  await wizard.getByRole('button', { name: 'Sign in with Atlassian', exact: true }).click()
  const tab = await answerOn(page, 'Accept')
  expect(await violations(tab)).toEqual([])
  await tab.close()
  await wizard.getByRole('radio', { name: 'Acme Labs · acme-labs.atlassian.net' }).check()
  await wizard.getByRole('button', { name: 'Verify', exact: true }).click()
  await expect(wizard.getByText('Found 2 projects, 2 boards, 1 saved filter', { exact: true })).toBeVisible()
  await expect(wizard.getByRole('list', { name: 'Checks' })).toContainText('Has every permission it needs')
  await wizard.getByRole('button', { name: 'Choose projects', exact: true }).click()
  await expect(wizard.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('acme-labs.atlassian.net')
  await wizard.getByRole('button', { name: 'Save', exact: true }).click()
  await expectJobState(page, 'acme-labs.atlassian.net', 'Finished')
})

test('who does not agree is told so, and may try again', async ({ open }) => {
  const app = await open()
  const { page } = app
  const wizard = await fillForm(app)
  await wizard.getByRole('button', { name: 'Sign in with Atlassian', exact: true }).click()
  await (await answerOn(page, 'Cancel')).close()
  await expect(wizard.getByText('Not signed in')).toBeVisible()
  await expect(wizard.getByText(/was not allowed to give Weir access/)).toBeVisible()
  await wizard.getByRole('button', { name: 'Sign in with Atlassian', exact: true }).click()
  await (await answerOn(page, 'Accept')).close()
  await expect(wizard.getByText('Signed in. Weir reads Acme, acme.atlassian.net.')).toBeVisible()
})

test('a sign-in that has ended is said where the connection is, and signing in again mends it', async ({ open }) => {
  const app = await open()
  const { page, atlassian, goTo } = app
  const wizard = await fillForm(app)
  await wizard.getByRole('button', { name: 'Sign in with Atlassian', exact: true }).click()
  await (await answerOn(page, 'Accept')).close()
  await expect(wizard.getByText('Signed in. Weir reads Acme')).toBeVisible()
  await wizard.getByRole('button', { name: 'Verify', exact: true }).click()
  await wizard.getByRole('button', { name: 'Choose projects', exact: true }).click()
  await wizard.getByRole('button', { name: 'Save', exact: true }).click()
  const name = 'acme.atlassian.net'
  await expectJobState(page, name, 'Finished')

  atlassian.revoke()
  await page.getByRole('button', { name: `Run now: ${name}`, exact: true }).click()
  await expectJobState(page, name, 'Failed')
  await expect(page.getByRole('article', { name }).getByRole('link', { name: 'Sign in again' })).toBeVisible()
  await goTo('connections')
  await page.getByRole('link', { name: 'Sign in again', exact: true }).click()
  const edit = page.getByRole('dialog', { name: `Edit ${name}` })
  await edit.getByRole('button', { name: 'Sign in again', exact: true }).click()
  await (await answerOn(page, 'Accept')).close()
  await expect(edit.getByText('Signed in. Weir reads Acme')).toBeVisible()
  await edit.getByRole('button', { name: 'Verify', exact: true }).click()
  await edit.getByRole('button', { name: 'Choose projects', exact: true }).click()
  await edit.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(edit).toBeHidden()
  await goTo('jobs')
  await expectJobState(page, name, 'Finished')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`signing in is accessible, ${colorScheme}`, async ({ open }) => {
    const app = await open(2)
    const { page } = app
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const found: string[] = []
    const look = async () => void found.push(...(await violations(page)))
    const wizard = await fillForm(app)
    await look()
    await wizard.getByRole('button', { name: 'Sign in with Atlassian', exact: true }).click()
    await expect(wizard.getByText('Sign in on Atlassian’s page')).toBeVisible()
    await look()
    await (await answerOn(page, 'Cancel')).close()
    await expect(wizard.getByText('Not signed in')).toBeVisible()
    await look()
    await wizard.getByRole('button', { name: 'Sign in with Atlassian', exact: true }).click()
    await (await answerOn(page, 'Accept')).close()
    await expect(wizard.getByRole('radio', { name: /Acme Labs/ })).toBeVisible()
    await look()
    expect(found).toEqual([])
  })
}
