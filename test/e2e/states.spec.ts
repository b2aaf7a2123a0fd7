import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alterWire } from '../support/altered-wire.ts'
import { addRepositories, expect, expectJobState, test } from '../support/browser-app.ts'
import { makeShop } from '../support/shop-repository.ts'

test('before there is anything, each page says so and leads to the first connection', async ({ app }) => {
  const { page } = app
  for (const [path, text] of [
    ['', 'Connect your first repositories'],
    ['jobs', 'No jobs yet'],
    ['connections', 'Connect your first repositories'],
  ] as const) {
    await app.goTo(path)
    await expect(page.getByText(text)).toBeVisible()
    await expect(page.getByRole('main').getByRole('link', { name: 'Add repositories', exact: true })).toBeVisible()
  }
})

test('what is connected but not synced says so and leads to its job', async ({ app, folder }) => {
  const { page } = app
  makeShop(`${folder}/shop`)
  await app.goTo('connections/new/git')
  const wizard = page.getByRole('dialog', { name: 'Add repositories' })
  await wizard.getByLabel('Folders 1', { exact: true }).fill(`${folder}/shop`)
  await wizard.getByRole('button', { name: 'Verify', exact: true }).click()
  await wizard.getByRole('button', { name: 'Choose repositories', exact: true }).click()
  await wizard.getByRole('switch', { name: 'Sync at once' }).click()
  await wizard.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('listitem', { name: 'shop' })).toContainText('Not synced yet')
  await page.getByRole('link', { name: 'Overview', exact: true }).click()
  await expect(page.getByText('Nothing has been synced yet')).toBeVisible()
  await page.getByRole('link', { name: 'Go to the jobs', exact: true }).click()
  await expectJobState(page, 'shop', 'Not run yet')
})

test('while numbers are on their way their places are held; when they fail it says why and tries again', async ({
  app,
  folder,
}) => {
  const { page } = app
  makeShop(`${folder}/shop`)
  await addRepositories(app, `${folder}/shop`, 'Our shop')
  await expectJobState(page, 'Our shop', 'Finished')
  const wire = await alterWire(page)
  const arrive = wire.hold('metrics.dora')
  const works = wire.fail('metrics.activity', {
    code: 'internal.unexpected',
    hint: 'The numbers could not be computed.',
    details: {},
  })
  await app.goTo('')
  await page.reload()
  await expect(page.getByRole('status', { name: 'Loading delivery metrics' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Deployment frequency' })).toHaveAttribute('aria-busy', 'true')
  const alert = page.getByRole('alert').filter({ hasText: 'The numbers could not be computed.' })
  await expect(alert).toBeVisible()

  arrive()
  await expect(page.getByRole('button', { name: '4 deployments', exact: true })).toBeVisible()
  works()
  await alert.getByRole('button', { name: 'Try again', exact: true }).click()
  await expect(page.getByRole('button', { name: '8 commits', exact: true })).toBeVisible()
  await expect(alert).toHaveCount(0)
})

test('a server that went away is told of, what was on screen stays, and it is live again by itself', async ({
  app,
  folder,
}) => {
  const { page } = app
  makeShop(`${folder}/shop`)
  await addRepositories(app, `${folder}/shop`, 'Our shop')
  await expectJobState(page, 'Our shop', 'Finished')
  await page.getByRole('link', { name: 'Overview', exact: true }).click()
  const deployments = page.getByRole('button', { name: '4 deployments', exact: true })
  await expect(deployments).toBeVisible()
  await app.restart('kill', async () => {
    await expect(page.getByLabel('Connection: Reconnecting')).toBeVisible()
    await expect(page.getByRole('alert').filter({ hasText: 'No connection to Weir' })).toBeVisible()
    await expect(deployments).toBeVisible()
  })
  await expect(page.getByLabel('Connection: Live')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('No connection to Weir')).toHaveCount(0)
  await page.getByRole('switch', { name: 'Count commits of bots' }).click()
  await deployments.click()
  await expect(page.getByRole('dialog').getByText('v1.3.0')).toBeVisible()
})

test('an address of nothing says so', async ({ app }) => {
  const { page } = app
  for (const [path, text] of [
    ['nowhere', 'There is no page at this address'],
    ['connections/abc', 'There is no such connection'],
    ['connections/999', 'No longer there'],
    ['jobs/runs/abc', 'There is no such run'],
    ['jobs/runs/999', 'No longer there'],
  ] as const) {
    await app.goTo(path)
    await expect(page.getByText(text)).toBeVisible()
  }
})

test('a broken database blocks the app with what to do, and nothing is overwritten', async ({
  page,
  folder,
  serve,
}) => {
  const database = join(folder, 'weir.db')
  writeFileSync(database, 'this is no database, but somebody may want it back'.repeat(100))
  const server = await serve(folder)
  await page.goto(server.url)
  await expect(page.getByRole('heading', { name: 'The database is damaged' })).toBeVisible()
  const again = page.getByRole('button', { name: 'Try again', exact: true })
  await again.click()
  await expect(again).toBeEnabled()
  await expect(page.getByRole('link', { name: 'Overview' })).toHaveCount(0)
  writeFileSync(database, '')
  await again.click()
  await expect(page.getByText('Connect your first repositories')).toBeVisible()
})

test('a locked vault says so everywhere and is unlocked by its passphrase alone', async ({ page, folder, serve }) => {
  const sealed = await serve(folder, { env: { WEIR_PASSPHRASE: 'correct horse' } })
  await sealed.stop()
  const server = await serve(folder)
  await page.goto(server.url)
  await expect(page.getByText('The vault is locked')).toBeVisible()
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Unlock the vault' })
  const passphrase = dialog.getByRole('textbox', { name: 'Passphrase', exact: true })
  await expect(passphrase).toBeFocused()
  await passphrase.fill('wrong horse')
  await page.keyboard.press('Enter')
  await expect(passphrase).toHaveAccessibleDescription(/./)
  await passphrase.fill('correct horse')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText('The vault is locked')).toHaveCount(0)
})
