import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { damageTable } from '../../src/main/store/test-support.ts'
import { addRepositories, type BrowserApp, expect, expectJobState, serverAway, test } from '../support/browser-app.ts'
import { holdGit } from '../support/held-git.ts'
import { makeShop, makeSite } from '../support/shop-repository.ts'

const button = ({ page }: BrowserApp, name: string) => page.getByRole('button', { name, exact: true })
const backups = ({ page }: BrowserApp) => page.getByRole('table', { name: 'Backups' }).getByRole('row')

async function openDatabase(app: BrowserApp): Promise<void> {
  await app.goTo('settings/database')
  await expect(app.page.getByRole('heading', { name: 'Database', level: 1 })).toBeVisible()
}

async function backUp(app: BrowserApp): Promise<void> {
  await openDatabase(app)
  await button(app, 'Back up now').click()
  await expect(app.page.getByText(/^Backed up \(/)).toBeVisible()
}

async function restoreNewest({ page }: BrowserApp): Promise<void> {
  await page
    .getByRole('button', { name: /^Restore the backup of/ })
    .first()
    .click()
  const question = page.getByRole('dialog', { name: /^Restore the backup of/ })
  await expect(question).toContainText('The present state is kept as a backup')
  await expect(question.getByRole('button', { name: 'Cancel', exact: true })).toBeFocused()
  await question.getByRole('button', { name: 'Restore', exact: true }).click()
}

test('a restored backup brings the old state back everywhere, and keeps the state it replaced', async ({
  app,
  folder,
}) => {
  const { page } = app
  makeShop(join(folder, 'shop'))
  makeSite(join(folder, 'site'))
  await addRepositories(app, join(folder, 'shop'), 'Our shop')
  await expectJobState(page, 'Our shop', 'Finished')
  await openDatabase(app)
  await expect(page.getByText('No backups yet')).toBeVisible()
  await backUp(app)
  await expect(page.getByRole('button', { name: 'Copy: the result', exact: true })).toBeVisible()
  await expect(backups(app)).toHaveCount(2)
  await expect(backups(app).nth(1)).toContainText('By hand')

  await addRepositories(app, join(folder, 'site'), 'Site')
  await expectJobState(page, 'Site', 'Finished')
  await openDatabase(app)
  await button(app, backupButton(await backups(app).nth(1).innerText())).click()
  await expect(page.getByRole('dialog')).toContainText('1 run of a job, with its log')
  await page.keyboard.press('Escape')
  await restoreNewest(app)
  await expect(page.getByText('Restored. The state before it is kept as a backup.')).toBeVisible({ timeout: 20_000 })
  await expect(backups(app)).toHaveCount(3)
  await expect(backups(app).nth(1)).toContainText('Before a restore')
  await page.getByRole('link', { name: 'Connections', exact: true }).click()
  await expect(page.getByRole('listitem', { name: 'Our shop' })).toContainText('Up to date')
  await expect(page.getByRole('listitem', { name: 'Site' })).toHaveCount(0)

  await openDatabase(app)
  await restoreNewest(app)
  await expect(backups(app)).toHaveCount(4, { timeout: 20_000 })
  await page.getByRole('link', { name: 'Connections', exact: true }).click()
  await expect(page.getByRole('listitem', { name: 'Site' })).toContainText('Up to date')
})

/** The name of a row's button, from the time that the row begins with. */
const backupButton = (row: string) => `Restore the backup of ${row.slice(0, row.indexOf(' ('))}`

test('the database is checked and compacted, and says what came of it', async ({ app }) => {
  await openDatabase(app)
  await button(app, 'Check now').focus()
  await app.page.keyboard.press('Enter')
  await expect(app.page.getByText('The database is sound.')).toBeVisible()
  await expect(button(app, 'Check now')).toBeFocused()
  await expect(app.page.getByText(/just now: sound/)).toBeVisible()
  await button(app, 'Compact').click()
  await expect(app.page.getByText(/^Compacted/)).toBeVisible()
})

test('an export makes a new file, and refuses one that is there with what to do', async ({ app, folder }) => {
  const { page } = app
  const taken = join(folder, 'taken.db')
  writeFileSync(taken, 'mine')
  await openDatabase(app)
  await button(app, 'Export…').click()
  const dialog = page.getByRole('dialog', { name: 'Export the database' })
  const path = dialog.getByRole('textbox', { name: 'File', exact: true })
  await expect(path).toBeFocused()
  await expect(path).toHaveValue(/weir-export-\d{4}-\d\d-\d\d\.db$/)
  await path.fill(taken)
  await page.keyboard.press('Enter')
  await expect(path).toHaveAccessibleDescription(/Choose another name/)
  await path.fill(join(folder, 'new.db'))
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText(/^Exported without credentials/)).toBeVisible()
  await expect(page.getByText(join(folder, 'new.db'))).toBeVisible()
  expect(statSync(join(folder, 'new.db')).size).toBeGreaterThan(100_000)
  expect(statSync(taken).size).toBe(4)
})

test('while a job runs, what cannot go on beside it says so and stays in reach of the keyboard', async ({
  start,
  folder,
}) => {
  makeShop(join(folder, 'shop'))
  const git = holdGit(folder)
  const app = await start({ env: git.env })
  const { page } = app
  await addRepositories(app, join(folder, 'shop'), 'Our shop')
  await expectJobState(page, 'Our shop', 'Running')
  await expect(page.getByRole('contentinfo').getByRole('link', { name: /^Our shop/ })).toBeVisible()
  await backUp(app)
  await page.keyboard.press('Tab')
  for (const name of ['Compact', 'Move data folder…']) {
    await expect(button(app, name)).toHaveAttribute('aria-disabled', 'true')
    await button(app, name).focus()
    await expect(page.getByRole('tooltip')).toHaveText('“Our shop” is syncing: pause it, or wait for its end')
    await page.keyboard.press('Enter')
    await button(app, name).blur()
    await expect(page.getByRole('tooltip')).toHaveCount(0)
  }
  await expect(page.getByRole('dialog')).toHaveCount(0)
  git.release()
  await expect(button(app, 'Compact')).toHaveAttribute('aria-disabled', 'false')
})

test('the data folder moves, and the same window goes on in the new one', async ({ app, folder, watch }) => {
  const { page } = app
  makeShop(join(folder, 'shop'))
  await addRepositories(app, join(folder, 'shop'), 'Our shop')
  await expectJobState(page, 'Our shop', 'Finished')
  await openDatabase(app)
  await button(app, 'Move data folder…').click()
  const dialog = page.getByRole('dialog', { name: 'Move the data folder' })
  const path = dialog.getByRole('textbox', { name: 'New folder', exact: true })
  await path.fill(join(folder, 'data', 'inside'))
  await page.keyboard.press('Enter')
  await expect(path).toHaveAccessibleDescription(/outside the present data folder/)
  watch.allow(serverAway)
  const moved = join(folder, 'elsewhere')
  await path.fill(moved)
  await page.keyboard.press('Enter')
  await expect(page.getByText(join(moved, 'weir.db'), { exact: true })).toBeVisible({ timeout: 30_000 })
  await expect(page.getByLabel('Connection: Live')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText(`It is ${moved} now.`)).toBeVisible()
  await page.getByRole('link', { name: 'Overview', exact: true }).click()
  await expect(page.getByRole('button', { name: '4 deployments', exact: true })).toBeVisible()
  await expect.poll(() => readdirSync(join(folder, 'data'))).not.toContain('weir.db')
  expect(existsSync(join(moved, 'weir.db'))).toBe(true)
})

test('damage is found by a check, told on the Health page, and mended from a backup', async ({ app, folder }) => {
  const { page } = app
  await backUp(app)
  await app.restart('stop', async () => damageTable(join(folder, 'data', 'weir.db'), 'run_log'))
  await expect(page.getByLabel('Connection: Live')).toBeVisible({ timeout: 20_000 })
  await app.goTo('health')
  await button(app, 'Check everything now').click()
  const database = page.getByRole('listitem', { name: 'Database', exact: true })
  await expect(database).toContainText('found damage')
  await database.getByRole('link', { name: 'Go to the database', exact: true }).click()
  await restoreNewest(app)
  await expect(page.getByText('Restored. The state before it is kept as a backup.')).toBeVisible({ timeout: 20_000 })
  await app.goTo('health')
  await expect(database).toContainText('Healthy')
})

test('a database that cannot be opened is restored from where it blocks the app', async ({ app, folder }) => {
  const { page } = app
  await backUp(app)
  await app.restart('stop', async () => {
    for (const end of ['-wal', '-shm', ''])
      writeFileSync(join(folder, 'data', `weir.db${end}`), end === '' ? 'no database'.repeat(1000) : '')
  })
  await expect(page.getByRole('heading', { name: 'The database is damaged' })).toBeVisible({ timeout: 20_000 })
  await restoreNewest(app)
  await expect(page.getByRole('heading', { name: 'Database', level: 1 })).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('Restored. The state before it is kept as a backup.')).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`care of the database and health are accessible, ${colorScheme}`, async ({ app }) => {
    const { page } = app
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const found: string[] = []
    const look = async (where: string) => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      found.push(...violations.map(({ id, nodes }) => `${where}: ${id} ${nodes[0]?.html}`))
    }
    await openDatabase(app)
    await look('no backups')
    await backUp(app)
    await look('a backup')
    for (const name of ['Export…', 'Move data folder…']) {
      await button(app, name).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await look(name)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
    await page.getByRole('button', { name: /^Restore the backup/ }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await look('restore')
    await page.keyboard.press('Escape')
    await app.goTo('health')
    await page.getByRole('button', { name: 'What was measured: Database', exact: true }).click()
    await look('health')
    expect(found).toEqual([])
  })
}

test('a backup is asked for from anywhere, and told of where one is', async ({ app }) => {
  const { page } = app
  await expect(page.getByText('Connect your first repositories')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('textbox', { name: 'Search commands' }).fill('back up')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'Backed up' })).toBeVisible()
  await openDatabase(app)
  await expect(backups(app)).toHaveCount(2)
})
