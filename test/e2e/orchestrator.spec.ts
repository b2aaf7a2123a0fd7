import { rmSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import { addRepositories, type BrowserApp, test as base, expect, expectJobState } from '../support/browser-app.ts'
import { type HeldGit, holdGit } from '../support/held-git.ts'
import { makeShop } from '../support/shop-repository.ts'

interface OrchestratorFixtures {
  /** Connections named One, Two, …: the first syncs and waits for git to be released, the others are queued behind it. */
  readonly busy: (count: number) => Promise<BrowserApp & { readonly git: HeldGit }>
}

const names = ['One', 'Two', 'Three', 'Four']

const test = base.extend<OrchestratorFixtures>({
  busy: async ({ start, folder }, use) => {
    const git = holdGit(folder)
    await use(async count => {
      const app = await start({ env: git.env })
      for (const name of names.slice(0, count)) {
        makeShop(join(folder, name))
        await addRepositories(app, join(folder, name), name)
      }
      await expectJobState(app.page, 'One', 'Running')
      await expect(card(app.page, 'One').getByText(/ · commits counted /)).toBeVisible({ timeout: 30_000 })
      return { ...app, git }
    })
  },
})

test.skip(process.platform === 'win32', 'git is held by a shell script')

const card = (page: Page, name: string) => page.getByRole('article', { name, exact: true })
const queue = (page: Page) => page.getByRole('list', { name: 'Queue', exact: true }).getByRole('listitem')
const live = (page: Page) => expect(page.getByLabel('Connection: Live')).toBeVisible({ timeout: 20_000 })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

async function expectQueue(page: Page, order: readonly string[]): Promise<void> {
  await expect(queue(page)).toHaveCount(order.length)
  for (const [index, name] of order.entries()) await expect(queue(page).nth(index)).toContainText(`${index + 1}${name}`)
}

test('the queue is reordered by keyboard and by buttons, kept over a reload, and emptied once that is confirmed', async ({
  busy,
}) => {
  const { page } = await busy(4)
  await expectQueue(page, ['Two', 'Three', 'Four'])

  await button(page, 'Move: Four').focus()
  await page.keyboard.press('Space')
  await expect(page.getByText('Four is number 3 of 3')).toBeAttached()
  await page.keyboard.press('ArrowUp')
  await expect(page.getByText('Four is number 2 of 3')).toBeAttached()
  await page.keyboard.press('ArrowUp')
  await expect(page.getByText('Four is number 1 of 3')).toBeAttached()
  await page.keyboard.press('Space')
  await expectQueue(page, ['Four', 'Two', 'Three'])
  await expect(card(page, 'Four').getByText('next to run')).toBeVisible()

  await button(page, 'Earlier: Three').focus()
  await page.keyboard.press('Enter')
  await expectQueue(page, ['Four', 'Three', 'Two'])
  await expect(button(page, 'Earlier: Three')).toBeFocused()
  await button(page, 'Later: Four').click()
  await button(page, 'To the front: Two').click()
  await expectQueue(page, ['Two', 'Three', 'Four'])
  await expect(button(page, 'Earlier: Two')).toBeDisabled()
  await expect(button(page, 'Later: Four')).toBeDisabled()
  await button(page, 'Remove: Three').click()
  await expectQueue(page, ['Two', 'Four'])
  await page.reload()
  await expectQueue(page, ['Two', 'Four'])

  await button(page, 'Empty queue').click()
  const question = page.getByRole('dialog', { name: 'Empty the queue?' })
  await question.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(question).toHaveCount(0)
  await expectQueue(page, ['Two', 'Four'])
  await button(page, 'Empty queue').click()
  await question.getByRole('button', { name: 'Empty queue', exact: true }).click()
  await expect(page.getByText('Nothing waits.')).toBeVisible()
  await expectJobState(page, 'One', 'Running')
})

test('a job is dragged to another place by pointer', async ({ busy }) => {
  const { page } = await busy(3)
  await expectQueue(page, ['Two', 'Three'])
  const [from, to] = await Promise.all([
    button(page, 'Move: Three').boundingBox(),
    button(page, 'Move: Two').boundingBox(),
  ])
  if (!from || !to) throw new Error('a handle is not drawn')
  await page.mouse.move(from.x + 5, from.y + 5)
  await page.mouse.down()
  await page.mouse.move(from.x + 5, from.y - 5, { steps: 3 })
  await page.mouse.move(to.x + 5, to.y + 2, { steps: 5 })
  await expect(page.getByText('Three is number 1 of 2')).toBeAttached()
  await page.mouse.up()
  await expectQueue(page, ['Three', 'Two'])
})

test('everything paused stays paused over a restart, offers no start, and goes on when resumed', async ({ busy }) => {
  const { page, git, restart } = await busy(2)
  await button(page, 'Pause all').click()
  await expect(page.getByRole('note').getByText('Everything is paused', { exact: true })).toBeVisible()
  await expectJobState(page, 'One', 'Pausing')
  git.release()
  await expectJobState(page, 'One', 'Paused')

  await restart()
  await live(page)
  await expect(page.getByRole('note').getByText('Everything is paused', { exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: /^Jobs Paused/ })).toBeVisible()
  await expectJobState(page, 'One', 'Paused')
  await expectJobState(page, 'Two', 'Queued')
  await expect(button(page, 'Resume: One')).toBeDisabled()
  await expect(button(page, 'Sync all')).toBeDisabled()
  await button(page, 'Sync all').hover()
  await expect(page.getByRole('tooltip')).toContainText('Everything is paused')

  await button(page, 'Resume all').click()
  await expect(page.getByRole('note')).toHaveCount(0)
  await expectJobState(page, 'One', 'Finished')
  await expectJobState(page, 'Two', 'Finished')
  await expect(card(page, 'Two').getByText(/^Next start in .*, with the cycle$/)).toBeVisible()
})

test('a connection gets a schedule of its own, with its next times, and a wrong one is refused at its field', async ({
  app,
  folder,
}) => {
  const { page, goTo } = app
  makeShop(join(folder, 'One'))
  await addRepositories(app, join(folder, 'One'), 'One')
  await expectJobState(page, 'One', 'Finished')
  await button(page, 'More: One').click()
  await page.getByRole('menuitem', { name: 'Schedule', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'When “One” is synced' })
  await dialog.getByRole('radio', { name: 'On a schedule of its own' }).check()
  const times = dialog.getByRole('region', { name: /^Next starts/ }).getByRole('listitem')
  await expect(times).toHaveCount(5)
  await expect(times.first()).toContainText(/^(Mon|Tue|Wed|Thu|Fri), .* 07:00$/)

  const field = dialog.getByRole('textbox', { name: 'Schedule', exact: true })
  await field.fill('0 25 * * *')
  await expect(dialog.getByText(/hour.*25/i)).toBeVisible()
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(times).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(dialog).toBeVisible()

  await dialog.getByText('Every Monday at 6:00', { exact: true }).click()
  await expect(field).toHaveValue('0 6 * * 1')
  await expect(times.first()).toContainText(/^Mon, .* 06:00$/)
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  await expect(card(page, 'One').getByText(/by its own schedule: every Monday at 6:00$/)).toBeVisible()

  await goTo('connections/1')
  await expect(page.getByText('Every Monday at 6:00')).toBeVisible()
  await button(page, 'Change when One is synced').click()
  await dialog.getByRole('radio', { name: 'With the cycle' }).check()
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('With the cycle')).toBeVisible()
})

test('cycle and retries are set beside the controls; what is wrong is said at the field and not saved', async ({
  app,
  folder,
}) => {
  const { page } = app
  makeShop(join(folder, 'One'))
  await addRepositories(app, join(folder, 'One'), 'One')
  await expect(page.getByText(/^Next cycle in (1 h|\d\d min)$/)).toBeVisible()
  const settings = page.getByRole('dialog', { name: 'Cycle and retries' })
  await button(page, 'Cycle and retries').click()
  await settings.getByLabel('Every', { exact: true }).fill('2000')
  await page.keyboard.press('Enter')
  await expect(settings.getByText('A whole number from 1 to 1,440')).toBeVisible()
  await settings.getByLabel('Every', { exact: true }).fill('120')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Next cycle in (2 h|1 h \d+ min)$/)).toBeVisible()
  await settings.getByLabel('Tries', { exact: true }).fill('11')
  await page.keyboard.press('Tab')
  await expect(settings.getByText('A whole number from 0 to 10')).toBeVisible()
  await settings.getByLabel('Tries', { exact: true }).fill('5')
  await settings.getByLabel('Try again after', { exact: true }).fill('20')
  // What stands in a field when the panel is closed is saved too.
  await page.getByRole('heading', { name: 'Jobs', exact: true }).click()
  await expect(settings).toHaveCount(0)

  await page.reload()
  await button(page, 'Cycle and retries').click()
  await expect(settings.getByLabel('Every', { exact: true })).toHaveValue('120 min')
  await expect(settings.getByLabel('Try again after', { exact: true })).toHaveValue('20 min')
  await expect(settings.getByLabel('Tries', { exact: true })).toHaveValue('5')
  await settings.getByRole('switch', { name: 'Sync everything regularly' }).click()
  await expect(page.getByText('Cycles are off', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(card(page, 'One').getByText('Starts by hand only: cycles are off.')).toBeVisible()
})

test('an interrupted run is told once and says when it is tried again', async ({ busy }) => {
  const { page, git, restart } = await busy(1)
  await restart('kill')
  await live(page)
  await expectJobState(page, 'One', 'Failed')
  await expect(card(page, 'One').getByText(/^Next start in 1[45] min, retry 1 of 3$/)).toBeVisible()
  const toast = page.getByRole('alert').filter({ hasText: 'One: sync interrupted' })
  await expect(toast).toBeVisible()
  await expect(toast.getByRole('link', { name: 'Open run', exact: true })).toBeVisible()
  await expect(button(page, 'Notices: 1 not read')).toBeVisible()

  const other = await page.context().newPage()
  await other.goto(page.url())
  await button(other, 'Notices: 1 not read').click()
  await expect(other.getByRole('dialog', { name: 'Notices' }).getByText('One: sync interrupted')).toBeVisible()
  await button(other, 'Mark all as read').click()
  await expect(button(other, 'Notices: none')).toBeVisible()
  await other.close()

  await expect(toast).toHaveCount(0)
  await expect(button(page, 'Notices: none')).toBeVisible()
  await page.reload()
  await expectJobState(page, 'One', 'Failed')
  await expect(button(page, 'Notices: none')).toBeVisible()
  await expect(toast).toHaveCount(0)
  git.release()
  await button(page, 'Run now: One').click()
  await expectJobState(page, 'One', 'Finished')
})

test('a run is compared with the one before it, and its log is searched and copied', async ({ app, folder }) => {
  const { page } = app
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const shop = makeShop(join(folder, 'One'))
  await addRepositories(app, join(folder, 'One'), 'One')
  await expectJobState(page, 'One', 'Finished')
  await card(page, 'One').getByRole('link', { name: 'Show the run', exact: true }).click()
  const first = page.getByRole('dialog', { name: 'Run 1' })
  await expect(first.getByText('There is no run before it to compare with.')).toBeVisible()
  await expect(first.getByText(/ than before$/)).toHaveCount(0)
  await first.getByRole('button', { name: 'Close the run', exact: true }).click()

  shop.commit('One more')
  await button(page, 'Run now: One').click()
  await expect(page.getByRole('table', { name: 'Runs' }).getByRole('row')).toHaveCount(3)
  await expectJobState(page, 'One', 'Finished')
  await card(page, 'One').getByRole('link', { name: 'Show the run', exact: true }).click()
  const second = page.getByRole('dialog', { name: 'Run 2' })
  await expect(second.getByRole('row', { name: /^One commits 1 7 less than before/ })).toBeVisible()
  await expect(second.getByRole('link', { name: 'run 1', exact: true })).toBeVisible()

  await second.getByRole('button', { name: 'Copy log', exact: true }).click()
  await expect(second.getByRole('button', { name: 'Copied', exact: true })).toBeVisible()
  const copied = () => page.evaluate('navigator.clipboard.readText()')
  expect(String(await copied()).split('\n')[0]).toMatch(/^\d{4}-\d\d-\d\dT.*Z INFO {2}Sync of 1 data source begins\.$/)
  const lines = String(await copied()).split('\n').length
  await expect(second.getByRole('status').getByText(`${lines} entries, newest first`)).toBeVisible()
  await second.getByRole('textbox', { name: 'Search the log' }).fill('begins')
  await expect(second.getByText('1 entry, newest first')).toBeVisible()
  await second.getByRole('button', { name: 'Copy log', exact: true }).click()
  await expect.poll(async () => String(await copied()).split('\n')).toHaveLength(1)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`queue, notices, schedule, cycle and what is paused are accessible, ${colorScheme}`, async ({ busy }) => {
    const { page, git, restart } = await busy(3)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const found: string[] = []
    const look = async (where: string) => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      found.push(...violations.map(({ id, nodes }) => `${where}: ${id} ${nodes[0]?.html}`))
    }
    await expectQueue(page, ['Two', 'Three'])
    await look('the queue')
    await restart('kill')
    await live(page)
    await expect(page.getByRole('alert').filter({ hasText: 'One: sync interrupted' })).toBeVisible()
    await look('a toast')
    await button(page, 'Notices: 1 not read').click()
    await expect(button(page, 'Mark all as read')).toBeVisible()
    await look('the notices')
    await page.keyboard.press('Escape')
    await expect(button(page, 'Notices: 1 not read')).toBeFocused()
    await button(page, 'Cycle and retries').click()
    await expect(page.getByRole('dialog', { name: 'Cycle and retries' })).toBeVisible()
    await look('cycle and retries')
    await page.keyboard.press('Escape')
    await expect(button(page, 'Cycle and retries')).toBeFocused()
    await button(page, 'More: One').click()
    await page.getByRole('menuitem', { name: 'Schedule', exact: true }).click()
    await page.getByRole('radio', { name: 'On a schedule of its own' }).check()
    await page.getByRole('textbox', { name: 'Schedule', exact: true }).fill('never')
    await expect(page.getByRole('textbox', { name: 'Schedule', exact: true })).toHaveAttribute('aria-invalid', 'true')
    await look('a schedule')
    await page.keyboard.press('Escape')
    await button(page, 'Pause all').click()
    await expect(button(page, 'Resume all')).toBeVisible()
    await look('everything paused')
    git.release()
    await expectJobState(page, 'Two', 'Paused')
    await button(page, 'Resume all').click()
    await expectJobState(page, 'Two', 'Finished')
    expect(found).toEqual([])
  })
}

test('a failure is told with the way to mend it; closing the notice counts as read', async ({ app, folder }) => {
  const { page, goTo } = app
  for (const name of ['One', 'Two']) {
    makeShop(join(folder, name))
    await addRepositories(app, join(folder, name), name)
    await expectJobState(page, name, 'Finished')
    rmSync(join(folder, name), { recursive: true })
    await button(page, `Run now: ${name}`).click()
    await expectJobState(page, name, 'Failed')
  }
  const toast = (name: string) => page.getByRole('alert').filter({ hasText: `${name}: sync failed` })
  await expect(button(page, 'Notices: 2 not read')).toBeVisible()
  await toast('One').getByRole('button', { name: 'Mark as read: One: sync failed', exact: true }).click()
  await expect(button(page, 'Notices: 1 not read')).toBeVisible()
  await toast('Two').getByRole('link', { name: 'Edit connection', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Edit Two' })).toBeVisible()
  await goTo('jobs')
  await expect(button(page, 'Notices: none')).toBeVisible()
  await expect(toast('Two')).toHaveCount(0)
})

test('past runs are kept as wished; a wrong number is said at its field', async ({ app }) => {
  const { page, goTo } = app
  await goTo('settings')
  const kept = page.getByRole('textbox', { name: 'Runs kept of each job', exact: true })
  await kept.fill('5')
  await page.keyboard.press('Tab')
  await expect(page.getByText('A whole number from 10 to 10,000')).toBeVisible()
  await kept.fill('250')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('img', { name: 'Saved' })).toBeVisible()
  await page.getByRole('switch', { name: /^Failures/ }).click()
  await page.reload()
  await expect(kept).toHaveValue('250 runs')
  await expect(page.getByRole('switch', { name: /^Failures/ })).not.toBeChecked()
})
