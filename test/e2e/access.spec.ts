import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '../support/browser-app.ts'
import { createTestFolder } from '../support/git-repository.ts'
import { startWeirServer } from '../support/weir-server.ts'

test('a link signs in once; who comes without one is told how to get in', async ({ app, browser }) => {
  await expect(app.page.getByText('Connect your first repositories')).toBeVisible()
  expect(app.page.url()).not.toContain('token')
  const stranger = await browser.newPage()
  await stranger.goto(app.server.url)
  await expect(stranger.getByText(/npm start|weir serve/).first()).toBeVisible()
  await expect(stranger.getByRole('link', { name: 'Overview' })).toHaveCount(0)
  await stranger.close()
})

test('the theme is switched and kept', async ({ app }) => {
  const { page } = app
  await page.goto(`${new URL(page.url()).origin}/#/settings`)
  await page.getByText('Dark', { exact: true }).first().click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
})

test('the command palette goes where it is told, without a mouse', async ({ app }) => {
  const { page } = app
  await expect(page.getByText('Connect your first repositories')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('settings')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every screen is accessible, ${colorScheme}`, async ({ app }) => {
    const { page } = app
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const route of ['', 'jobs', 'connections', 'connections/new/git', 'settings']) {
      await page.goto(`${new URL(page.url()).origin}/#/${route}`)
      await expect(page.getByRole('heading').first()).toBeVisible()
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${route}: ${id} ${nodes[0]?.html}`)).toEqual([])
    }
  })
}

test('a broken database blocks the app with what to do, and nothing is overwritten', async ({ page }) => {
  const folder = createTestFolder()
  const database = join(folder.path, 'weir.db')
  writeFileSync(database, 'this is no database, but somebody may want it back'.repeat(100))
  const server = await startWeirServer(folder.path)
  await page.goto(server.url)
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Overview' })).toHaveCount(0)
  writeFileSync(database, '')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('Connect your first repositories')).toBeVisible()
  await server.stop()
  folder.remove()
})
