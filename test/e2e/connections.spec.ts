import { addRepositories, expect, expectJobState, test } from '../support/browser-app.ts'
import { makeShop, makeSite } from '../support/shop-repository.ts'

test('a first connection: a wrong path is named and corrected, then saved and synced', async ({ app, folder }) => {
  const { page } = app
  makeShop(`${folder}/shop`)
  await page.getByRole('link', { name: 'Add repositories', exact: true }).click()
  const wizard = page.getByRole('dialog', { name: 'Add repositories' })
  const path = wizard.getByLabel('Folders 1', { exact: true })
  await expect(path).toBeFocused()
  await path.fill(`${folder}/nowhere`)
  await page.keyboard.press('Enter')
  await expect(wizard.getByText('The verification failed')).toBeVisible()
  await wizard.getByRole('button', { name: 'Back to the settings', exact: true }).click()
  await expect(path).toHaveValue(`${folder}/nowhere`)
  await expect(path).toHaveAttribute('aria-invalid', 'true')

  await path.fill(`${folder}/shop`)
  await wizard.getByRole('button', { name: 'Verify', exact: true }).click()
  await expect(wizard.getByText('Found 1 repository', { exact: true })).toBeVisible()
  await wizard.getByRole('button', { name: 'Choose repositories', exact: true }).click()
  await expect(wizard.getByRole('region', { name: 'Step 3 of 3' })).toBeFocused()
  await wizard.getByRole('textbox', { name: 'Name', exact: true }).fill('Our shop')
  await wizard.getByRole('button', { name: 'Save', exact: true }).click()
  await expectJobState(page, 'Our shop', 'Finished')
  await page.getByRole('link', { name: 'Connections', exact: true }).click()
  await expect(page.getByRole('listitem', { name: 'Our shop' })).toContainText('Up to date')
})

test('what was entered is not thrown away without asking', async ({ app }) => {
  const { page } = app
  await app.goTo('connections/new/git')
  const wizard = page.getByRole('dialog', { name: 'Add repositories' })
  await wizard.getByLabel('Folders 1', { exact: true }).fill('/somewhere')
  await wizard.getByRole('button', { name: 'Close', exact: true }).click()
  const question = page.getByRole('dialog', { name: 'Discard what you entered?' })
  await question.getByRole('button', { name: 'Keep editing', exact: true }).click()
  await expect(wizard.getByLabel('Folders 1', { exact: true })).toHaveValue('/somewhere')
  await page.keyboard.press('Escape')
  await question.getByRole('button', { name: 'Discard', exact: true }).click()
  await expect(wizard).toHaveCount(0)
  await expect(page).toHaveURL(/#\/connections$/)
})

test('an edited connection has its new name and loses the repository that was unchosen', async ({ app, folder }) => {
  const { page } = app
  makeShop(`${folder}/code/shop`)
  makeSite(`${folder}/code/site`)
  await addRepositories(app, `${folder}/code`, 'Code')
  await expectJobState(page, 'Code', 'Finished')
  await page.getByRole('link', { name: 'Connections', exact: true }).click()
  await page.getByRole('button', { name: 'Edit: Code', exact: true }).click()
  const wizard = page.getByRole('dialog', { name: 'Edit Code' })
  await wizard.getByRole('button', { name: 'Keep the settings', exact: true }).click()
  await wizard.getByRole('textbox', { name: 'Name', exact: true }).fill('Our code')
  await wizard.getByRole('checkbox', { name: 'site' }).uncheck()
  await expect(wizard.getByText('1 repository will be deactivated')).toBeVisible()
  await expect(wizard.getByText(/^3 commits and 3 deployments disappear from every metric/)).toBeVisible()
  await wizard.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Our code', level: 1 })).toBeVisible()
  const sources = page.getByRole('grid', { name: 'Repositories' })
  const site = sources.getByRole('switch', { name: 'Active: site' })
  await expect(site).not.toBeChecked()
  await expect(page.getByText('1 of 2 active')).toBeVisible()

  await site.click({ force: true })
  await expect(site).toBeChecked()
  await sources.getByRole('switch', { name: 'Active: shop' }).click({ force: true })
  const question = page.getByRole('dialog', { name: 'Deactivate “shop”?' })
  await expect(question).toContainText('Deployments4')
  await question.getByRole('button', { name: 'Deactivate', exact: true }).click()
  await expect(sources.getByRole('switch', { name: 'Active: shop' })).not.toBeChecked()
})

test('a disabled connection cannot be synced until it is enabled again', async ({ app, folder }) => {
  const { page } = app
  makeShop(`${folder}/shop`)
  await addRepositories(app, `${folder}/shop`, 'Our shop')
  await expectJobState(page, 'Our shop', 'Finished')
  await page.getByRole('link', { name: 'Connections', exact: true }).click()
  await page.getByRole('button', { name: 'Disable: Our shop', exact: true }).click()
  await expect(page.getByRole('listitem', { name: 'Our shop' })).toContainText('Disabled')
  const sync = page.getByRole('button', { name: 'Sync now: Our shop', exact: true })
  await expect(sync).toBeDisabled()
  await page.getByRole('button', { name: 'Enable: Our shop', exact: true }).click()
  await expect(sync).toBeEnabled()
})

test('removing a connection says what goes with it, and ends at the first start again', async ({ app, folder }) => {
  const { page } = app
  makeShop(`${folder}/shop`)
  await addRepositories(app, `${folder}/shop`, 'Our shop')
  await expectJobState(page, 'Our shop', 'Finished')
  await page.getByRole('link', { name: 'Connections', exact: true }).click()
  await page.getByRole('button', { name: 'Remove: Our shop', exact: true }).click()
  const question = page.getByRole('dialog', { name: 'Remove “Our shop”?' })
  for (const fact of ['Repositories1', 'Commits8', 'People2', 'Tags5', 'Deployments4', 'Runs and their logs1']) {
    await expect(question).toContainText(fact)
  }
  await expect(question.getByRole('button', { name: 'Cancel', exact: true })).toBeFocused()
  await question.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(page.getByText('Connect your first repositories')).toBeVisible()
  await page.getByRole('link', { name: 'Overview', exact: true }).click()
  await expect(page.getByText('Connect your first repositories')).toBeVisible()
})
