import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { alterWire } from '../support/altered-wire.ts'
import { addRepositories, type BrowserApp, expect, expectJobState, test } from '../support/browser-app.ts'
import { makeShop } from '../support/shop-repository.ts'

/** How the machine fares is its own affair: each test looks at the check it is about. */
const checkOf = ({ page }: BrowserApp, name: string) => page.getByRole('listitem', { name, exact: true })
const bar = ({ page }: BrowserApp) => page.getByRole('contentinfo')

test('a sync that fails turns health to an error by push, leads to the connection, and is well again once mended', async ({
  app,
  folder,
}) => {
  const { page } = app
  const shop = join(folder, 'shop')
  makeShop(shop)
  await addRepositories(app, shop, 'Our shop')
  await expectJobState(page, 'Our shop', 'Finished')
  renameSync(shop, `${shop}-away`)
  const other = await page.context().newPage()
  const wire = await alterWire(other)
  await other.goto(`${new URL(app.server.url).origin}/#/health`)
  const seen = other.getByRole('listitem', { name: 'Our shop', exact: true })
  await expect(seen).toContainText('Its last sync went well.')
  const answer = wire.hold('health.get')

  await page.getByRole('button', { name: 'Run now: Our shop', exact: true }).click()
  await expect(seen).toContainText('Error')
  await expect(seen).toContainText('Its last sync failed for a reason that needs you.')
  await expect(seen).toContainText('The folder cannot be read')
  await expect(other.getByRole('status', { name: 'Verdict' })).toContainText('Error')
  await expect(other.getByRole('link', { name: /^Health: \d+ errors?$/ })).toBeVisible()
  answer()
  await seen.getByRole('link', { name: 'Edit the connection', exact: true }).click()
  await expect(other.getByRole('dialog', { name: 'Edit Our shop' })).toBeVisible()
  await other.getByRole('button', { name: 'Close', exact: true }).click()
  await other.getByRole('link', { name: /^Health: / }).click()
  await expect(other.getByRole('heading', { name: 'Health', level: 1 })).toBeVisible()

  renameSync(`${shop}-away`, shop)
  await page.getByRole('button', { name: 'Run now: Our shop', exact: true }).click()
  await expect(seen).toContainText('Its last sync went well.')
  await expect(seen.getByRole('link', { name: 'Edit the connection', exact: true })).toHaveCount(0)
  await other.close()
})

test('checking everything reads the database too, and says what was measured', async ({ app }) => {
  const { page } = app
  await app.goTo('health')
  const database = checkOf(app, 'Database')
  await expect(database).toContainText('it has not been checked for damage yet')
  await page.getByRole('button', { name: 'Check everything now', exact: true }).click()
  await expect(database).toContainText('The last check found no damage.')
  const measured = database.getByRole('button', { name: 'What was measured: Database', exact: true })
  await expect(measured).toHaveAttribute('aria-expanded', 'false')
  await measured.focus()
  await page.keyboard.press('Enter')
  await expect(measured).toHaveAttribute('aria-expanded', 'true')
  await expect(database).toContainText(/Log beside it[\d.,]+ [kM]?B/)
  await expect(database).toContainText('Checked for damage')
})

test('that everything is paused stands below every page and leads to the jobs', async ({ app, folder }) => {
  const { page } = app
  makeShop(join(folder, 'shop'))
  await addRepositories(app, join(folder, 'shop'), 'Our shop')
  await expectJobState(page, 'Our shop', 'Finished')
  await page.getByRole('button', { name: 'Pause all', exact: true }).click()
  await page.getByRole('link', { name: 'Health', exact: true }).click()
  await expect(checkOf(app, 'Queue')).toContainText('Warning')
  await expect(checkOf(app, 'Queue').getByRole('link', { name: 'Go to the jobs', exact: true })).toBeVisible()
  await bar(app).getByRole('link', { name: 'Everything is paused' }).click()
  await expect(page.getByRole('heading', { name: 'Jobs', level: 1 })).toBeVisible()
  await page.getByRole('button', { name: 'Resume all', exact: true }).first().click()
  await expect(bar(app).getByRole('link', { name: 'Everything is paused' })).toHaveCount(0)
})
