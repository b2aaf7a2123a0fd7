import { addRepositories, expect, expectJobState, test } from '../support/browser-app.ts'
import { ada, createTestRepository, grace } from '../support/git-repository.ts'

const hour = 3600

/** Four releases over the last two months, the first of which is the baseline; two people; one pre-release. */
function makeShop(path: string) {
  const repository = createTestRepository(path)
  const start = Math.floor(Date.now() / 1000) - 56 * 24 * hour
  for (let release = 0; release < 4; release++) {
    const at = start + release * 14 * 24 * hour
    repository.commit(`Feature ${release}`, { author: grace, at })
    repository.commit(`Release ${release}`, { author: ada, at: at + 6 * hour })
    repository.tag(`v1.${release}.0`)
  }
  repository.tag('v1.4.0-rc.1')
  return repository
}

test('from the first start to the commits behind the numbers', async ({ app }) => {
  const { page } = app
  makeShop(`${app.folder}/shop`)

  await page.getByRole('link', { name: 'Add repositories' }).first().click()
  await page.getByLabel('Folders 1', { exact: true }).fill(`${app.folder}/nowhere`)
  await page.getByRole('button', { name: 'Verify', exact: true }).click()
  await expect(page.getByText('The verification failed')).toBeVisible()
  await page.getByRole('button', { name: 'Back to the settings' }).click()
  await page.getByLabel('Folders 1', { exact: true }).fill(`${app.folder}/shop`)
  await page.getByRole('button', { name: 'Verify', exact: true }).click()
  await expect(page.getByText('Found 1 repository')).toBeVisible()
  await page.getByRole('button', { name: 'Choose repositories' }).click()
  await page.getByLabel('Name').fill('Our shop')
  await page.getByRole('button', { name: 'Save' }).click()
  await expectJobState(page, 'Our shop', 'Finished')

  await page.getByRole('link', { name: 'Overview' }).click()
  const frequency = page.getByRole('region', { name: 'Deployment frequency' })
  await expect(frequency.getByRole('button', { name: '4 deployments', exact: true })).toBeVisible()
  const leadTime = page.getByRole('region', { name: 'Change lead time' })
  // 6 h and 0 h for each of three attributed releases: the median is 3 h.
  await expect(leadTime.getByText('3 h', { exact: true })).toBeVisible()

  await frequency.getByRole('button', { name: '4 deployments', exact: true }).click()
  const drawer = page.getByRole('dialog')
  await expect(drawer.getByText('v1.3.0')).toBeVisible()
  await expect(drawer.getByText('v1.4.0-rc.1')).toHaveCount(0)
  await drawer.getByText('v1.3.0').click()
  await expect(drawer.getByText('Feature 3')).toBeVisible()
  await expect(drawer.getByText(grace.name).first()).toBeVisible()
})

test('a bar opens its own items by keyboard', async ({ app }) => {
  const { page } = app
  makeShop(`${app.folder}/shop`)
  await addRepositories(page, `${app.folder}/shop`, 'Our shop')
  await expectJobState(page, 'Our shop', 'Finished')
  await page.getByRole('link', { name: 'Overview' }).click()
  const bar = page
    .getByRole('region', { name: 'Deployment frequency' })
    .getByRole('button', { name: /: 1 deployment/ })
    .first()
  await bar.focus()
  await page.keyboard.press('Enter')
  const rows = page.getByRole('dialog').getByRole('row')
  await expect(rows.filter({ hasText: /v1\.\d\.0/ })).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('a rule is previewed before it is saved, then the numbers move, and it can be given back to Weir', async ({
  app,
}) => {
  const { page } = app
  makeShop(`${app.folder}/shop`)
  await addRepositories(page, `${app.folder}/shop`, 'Our shop')
  await expectJobState(page, 'Our shop', 'Finished')
  await page.getByRole('link', { name: 'Overview' }).click()
  const frequency = page.getByRole('region', { name: 'Deployment frequency' })
  await expect(frequency.getByRole('button', { name: '4 deployments', exact: true })).toBeVisible()

  await page.getByRole('button', { name: /Edit rule/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: /pattern/i }).fill('(')
  await expect(dialog.getByText(/not a valid/i)).toBeVisible()
  await dialog.getByRole('textbox', { name: /pattern/i }).fill('^v1\\.[23]\\.0$')
  await expect(dialog.getByText('2 of 5 tags match')).toBeVisible()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(frequency.getByRole('button', { name: '2 deployments', exact: true })).toBeVisible()
})

test('removing a connection says what goes with it, and ends at the first start again', async ({ app }) => {
  const { page } = app
  makeShop(`${app.folder}/shop`)
  await addRepositories(page, `${app.folder}/shop`, 'Our shop')
  await expectJobState(page, 'Our shop', 'Finished')
  await page.getByRole('link', { name: 'Connections' }).click()
  await page.getByRole('button', { name: /^Remove/ }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('8', { exact: true }).first()).toBeVisible()
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(page.getByText('Connect your first repositories')).toBeVisible()
})
