import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import { addRepositories, expect, expectJobState, test } from '../support/browser-app.ts'
import { signedOut, watchPages } from '../support/page-watch.ts'
import { makeShop } from '../support/shop-repository.ts'

test('a link signs in once; who comes without one is told how to get in', async ({ app, browser }) => {
  await expect(app.page.getByText('Connect your first repositories')).toBeVisible()
  expect(app.page.url()).not.toContain('token')
  const elsewhere = await browser.newContext()
  const watch = watchPages(elsewhere)
  watch.allow(signedOut)
  const stranger = await elsewhere.newPage()
  for (const address of [new URL(app.server.url).origin, app.server.url]) {
    await stranger.goto(address)
    await expect(stranger.getByRole('heading', { name: 'A new link is needed' })).toBeVisible()
    await expect(stranger.getByText(/weir serve/)).toBeVisible()
    await expect(stranger.getByRole('link', { name: 'Overview' })).toHaveCount(0)
  }
  await elsewhere.close()
  expect(watch.complaints()).toEqual([])
})

test('the theme is switched and kept', async ({ app }) => {
  const { page } = app
  await app.goTo('settings')
  await page.getByRole('combobox', { name: 'Theme', exact: true }).click()
  await page.getByRole('option', { name: 'Dark', exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await page.reload()
  await expect(page.getByRole('combobox', { name: 'Theme', exact: true })).toHaveValue('Dark')
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await page.getByRole('button', { name: 'Theme: Dark', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Light', exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light')
})

test('the command palette goes where it is told, without a mouse, and the focus goes along', async ({ app }) => {
  const { page } = app
  await expect(page.getByText('Connect your first repositories')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('textbox', { name: 'Search commands' })).toBeFocused()
  await page.keyboard.type('settings')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  await expect(page).toHaveTitle('Settings · Weir')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('the keyboard reaches the content without passing the navigation', async ({ app }) => {
  const { page } = app
  await expect(page.getByText('Connect your first repositories')).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

/** What axe finds on the page, one line each. */
async function violations(page: Page, where: string): Promise<readonly string[]> {
  const found = await new AxeBuilder({ page }).analyze()
  return found.violations.map(({ id, nodes }) => `${where}: ${id} ${nodes[0]?.html}`)
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every screen is accessible, ${colorScheme}`, async ({ app, folder }) => {
    test.slow()
    const { page } = app
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const found: string[] = []
    const look = async (path: string, heading: string) => {
      await app.goTo(path)
      await expect(page.getByRole('heading', { name: heading }).first()).toBeVisible()
      found.push(...(await violations(page, path)))
    }
    await look('', 'Overview')
    makeShop(`${folder}/shop`)
    await addRepositories(app, `${folder}/shop`, 'Our shop')
    await expectJobState(page, 'Our shop', 'Finished')
    await look('jobs', 'Jobs')
    await look('jobs/runs/1', 'Log')
    await look('connections', 'Connections')
    await look('connections/1', 'Our shop')
    await look('connections/1/edit', 'Edit Our shop')
    await look('connections/new/git', 'Add repositories')
    await look('connections/new/jira', 'Connect Jira')
    await look('people', 'People & teams')
    await look('people/teams', 'People & teams')
    await look('quality', 'Data quality')
    await look('quality/firstDeployment', 'First deployment unattributed')
    await look('settings', 'Settings')
    await look('', 'Overview')
    await page.getByRole('button', { name: '4 deployments', exact: true }).click()
    await page.getByRole('dialog').getByText('v1.3.0').click()
    await expect(page.getByText('Feature 3')).toBeVisible()
    found.push(...(await violations(page, 'the changes of a deployment')))
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Edit rule of shop', exact: true }).click()
    await expect(page.getByText('4 of 5 tags match')).toBeVisible()
    found.push(...(await violations(page, 'a rule')))
    expect(found).toEqual([])
  })
}
