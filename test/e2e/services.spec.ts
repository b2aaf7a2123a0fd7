import { addRepositories, type BrowserApp, expect, expectJobState, test } from '../support/browser-app.ts'
import { createTestRepository } from '../support/git-repository.ts'
import { expectAccessible } from '../support/two-systems.ts'

const day = 24 * 3600

/**
 * A monorepo of the last weeks: six commits, of which three touch the api, two the web and one the docs; tags api-v1.0.0 to api-v1.2.0 and
 * web-v1.0.0, web-v1.1.0.
 */
function makeMonorepo(path: string): void {
  const repository = createTestRepository(path)
  const start = Math.floor(Date.now() / 1000) - 23 * day
  const commit = (days: number, file: string) =>
    repository.commit(`Change ${file}`, { at: start + days * day, files: { [file]: `${days}\n` } })
  commit(0, 'services/api/a.ts')
  repository.tag('api-v1.0.0')
  commit(2, 'services/web/a.ts')
  repository.tag('web-v1.0.0')
  commit(5, 'services/api/b.ts')
  repository.tag('api-v1.1.0')
  commit(8, 'docs/a.md')
  commit(9, 'services/web/b.ts')
  repository.tag('web-v1.1.0')
  commit(12, 'services/api/c.ts')
  repository.tag('api-v1.2.0')
}

async function openServices({ page }: BrowserApp) {
  await page.getByRole('button', { name: 'Deployments of shop', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Deployments of shop' })
  await dialog.getByRole('tab', { name: 'Services', exact: true }).click()
  const field = (name: string) => dialog.getByRole('textbox', { name, exact: true })
  return {
    dialog,
    services: dialog.getByRole('list', { name: 'Services', exact: true }).getByRole('listitem'),
    name: field('Name'),
    paths: field('Paths that are its own'),
    pattern: field('Pattern of the tags’ names'),
    add: () => dialog.getByRole('button', { name: 'Add a service', exact: true }).click(),
    save: () => dialog.getByRole('button', { name: 'Save service', exact: true }).click(),
    close: () => dialog.getByRole('button', { name: 'Close without saving' }).click(),
  }
}

test('services are told apart by their paths, measured alone, and removed', async ({ app, folder }) => {
  const { page } = app
  makeMonorepo(`${folder}/shop`)
  await addRepositories(app, `${folder}/shop`, 'Our shop')
  await expectJobState(page, 'Our shop', 'Finished')
  await page.getByRole('link', { name: 'DORA', exact: true }).click()
  const frequency = page.getByRole('region', { name: 'Deployment frequency', exact: true })
  await expect(frequency.getByRole('button', { name: '5 deployments', exact: true })).toBeVisible()

  const { dialog, services, name, paths, pattern, add, save, close } = await openServices(app)
  await add()
  await expect(name).toBeFocused()
  await save()
  await expect(dialog.getByText('Name the service')).toBeVisible()
  await expect(dialog.getByText('Name at least one path')).toBeVisible()
  await paths.fill('/services/api')
  await expect(dialog.getByText('Write it from the root of the repository: services/api/**')).toBeVisible()
  await name.fill('api')
  await paths.fill('services/api/**')
  await pattern.fill('^api-v')
  await expect(dialog.getByText('3 of 6 commits touch these paths')).toBeVisible()
  await expect(dialog.getByText('3 of 5 tags match')).toBeVisible()
  await expectAccessible(page)
  await save()
  await expect(services.filter({ hasText: 'api' })).toContainText('3 commits, 3 deployments')

  await add()
  await name.fill('API')
  await expect(dialog.getByText('There is a service api already')).toBeVisible()
  await name.fill('web')
  await paths.fill('services/web/**')
  await pattern.fill('^web-v')
  await save()
  await expect(services.filter({ hasText: 'web' })).toContainText('2 commits, 2 deployments')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page)
  await close()

  await expect(page.getByText('these numbers put 2 services together')).toBeVisible()
  await frequency.getByRole('button', { name: '5 deployments', exact: true }).click()
  const list = page.getByRole('dialog')
  await expect(list.getByRole('row', { name: /api-v1\.2\.0 shop \/ api/ })).toBeVisible()
  await expect(list.getByRole('row', { name: /web-v1\.1\.0 shop \/ web/ })).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Services: All 2 services', exact: true }).click()
  await page.getByRole('checkbox', { name: /^web/ }).click()
  await page.keyboard.press('Escape')
  await expect(frequency.getByRole('button', { name: '2 deployments', exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Services: shop / web', exact: true })).toBeVisible()
  await expect(page.getByText('services together')).toHaveCount(0)
  await page.getByRole('link', { name: 'Overview', exact: true }).click()
  await expect(frequency.getByRole('button', { name: '2 deployments', exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'DORA', exact: true }).click()

  const again = await openServices(app)
  for (const service of ['web', 'api']) {
    await again.dialog.getByRole('button', { name: `Remove ${service}`, exact: true }).click()
    const question = page.getByRole('dialog', { name: `Remove the service ${service}?` })
    await question.getByRole('button', { name: 'Remove service', exact: true }).click()
    await expect(question).toHaveCount(0)
  }
  await expect(again.services).toHaveCount(0)
  await again.close()
  await expect(frequency.getByRole('button', { name: '5 deployments', exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Services/ })).toHaveCount(0)
})
