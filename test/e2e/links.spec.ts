import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { addRepositories, type BrowserApp, test as base, expect, expectJobState } from '../support/browser-app.ts'
import { pullRequest, writeHosted } from '../support/delivery-example.ts'
import { hostedShop } from '../support/hosted-shop.ts'
import { type LinkedWorkspace, openLinkedWorkspace } from '../support/linked-workspace.ts'
import { expectAccessible, visit } from '../support/two-systems.ts'

interface LinkFixtures {
  /** A synced Jira, and a repository whose only change names an issue as `Task <number>`. */
  readonly linked: BrowserApp & Pick<LinkedWorkspace, 'issue' | 'sha' | 'authoredAt'>
}

const test = base.extend<LinkFixtures>({
  linked: async ({ start, folder }, use) => {
    const workspace = await openLinkedWorkspace(join(folder, 'data'), join(folder, 'shop'))
    const { app: before, simulator, issue, sha, authoredAt, repository } = workspace
    await before.close()
    const app = await start()
    await addRepositories(app, repository, 'Our shop')
    await expectJobState(app.page, 'Our shop', 'Finished')
    await use({ ...app, issue, sha, authoredAt })
    await simulator.close()
  },
})

const hour = 3_600_000
const projectOf = (key: string) => key.replace(/-\d+$/u, '')

test('a project is given a pattern with a preview, by which its issue is linked; and Weir’s own rule again', async ({
  linked,
}) => {
  const { page, goTo, issue } = linked
  await goTo('connections')
  await page.getByRole('main').getByRole('link', { name: 'Jira', exact: true }).click()
  const panel = page.getByRole('region', { name: 'Links to code' })
  const row = panel.getByRole('row').filter({ hasText: `${projectOf(issue.key)}-12` })
  await expect(row).toContainText(/0 of \d+/)
  await row.getByRole('button', { name: /^Change what names issues/ }).click()

  const dialog = page.getByRole('dialog', { name: /^What names issues of/ })
  await expect(dialog.getByRole('status')).toHaveText('Names no issue of the project')
  const patterns = dialog.getByRole('textbox', { name: 'Patterns' })
  await patterns.fill('task \\d+')
  await expect(dialog.getByText('Put the number or the key in one pair of parentheses')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Save rule' })).toBeDisabled()
  await patterns.fill('task (\\d+)')
  await expect(dialog.getByRole('status')).toHaveText('Names 1 issue in 1 commit')
  await expect(dialog.getByRole('list', { name: 'Examples' })).toContainText(issue.key)
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Save rule' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(row).toContainText(/1 of \d+/)
  await expect(row).toContainText('1 pattern')
  await expect(row).toContainText('Yours')

  await row.getByRole('button', { name: /^Change what names issues/ }).click()
  await dialog.getByRole('button', { name: 'Reset to Weir’s choice' }).click()
  await expect(row).toContainText(/0 of \d+/)
  await expect(row).not.toContainText('Yours')
})

test('lead time can start with the issue in progress, and says of how many changes it cannot', async ({ linked }) => {
  const { page, issue } = linked
  await visit(page, 'DORA')
  const card = page.getByRole('region', { name: 'Change lead time', exact: true })
  await expect(card.getByRole('button', { name: '12 h from commit to deployment (median)' })).toBeVisible()
  await expect(card).toContainText('Elite (2023)')
  const panel = page.getByRole('region', { name: 'Links to code' })
  await panel
    .getByRole('row')
    .filter({ hasText: `${projectOf(issue.key)}-12` })
    .getByRole('button')
    .click()
  const dialog = page.getByRole('dialog', { name: /^What names issues of/ })
  await dialog.getByRole('textbox', { name: 'Patterns' }).fill('task (\\d+)')
  await dialog.getByRole('button', { name: 'Save rule' }).click()
  await expect(panel.getByRole('row').filter({ hasText: '1 pattern' })).toBeVisible()

  await page.getByText('from in progress', { exact: true }).click()
  await expect(card.getByRole('button', { name: /from in progress to deployment \(median\)$/ })).toBeVisible()
  await expect(card).toContainText('1 without an issue')
  // The levels are of lead times from the first commit.
  await expect(card).not.toContainText('(2023)')
  await card.getByRole('button', { name: 'How change lead time is computed' }).click()
  const definition = page.getByRole('dialog', { name: 'How change lead time is computed' })
  await expect(definition).toContainText('You chose to start with in progress')
  await expect(definition).toContainText('1 change without an issue that was in progress')
  await page.keyboard.press('Escape')

  await card.getByRole('button', { name: '2 changes', exact: true }).click()
  const grid = page.getByRole('dialog').getByRole('grid')
  await expect(grid.getByRole('columnheader', { name: 'Before coding' })).toBeVisible()
  await expect(grid.getByRole('row').filter({ hasText: 'Tune the cache' })).toContainText(/\d+ d/)
  await page.keyboard.press('Escape')
  await expectAccessible(page)

  await visit(page, 'Overview')
  await expect(card.getByRole('button', { name: /from in progress to deployment \(median\)$/ })).toBeVisible()
})

/** Has the code host tell of a pull request of the change, which names the issue in its title. */
async function withPullRequest({ restart, issue, sha, authoredAt }: LinkFixtures['linked'], data: string) {
  const pull = pullRequest({
    number: 7,
    title: `${issue.key} Tune the cache`,
    branch: 'feature/cache',
    commits: [{ sha, authoredAt }],
    openedAt: authoredAt + 2 * hour,
    reviewedAt: authoredAt + 5 * hour,
    mergedAt: authoredAt + 6 * hour,
    mergeCommitSha: sha,
  })
  await restart('stop', async () => writeHosted(data, [hostedShop(0), pull]))
}

test('the stages of pull requests begin with the time an issue was in progress before coding', async ({
  linked,
  folder,
  watch,
}) => {
  watch.allow(/WebSocket is already in CLOSING or CLOSED state/)
  const { page, goTo } = linked
  await withPullRequest(linked, join(folder, 'data'))
  await goTo('dora')
  const stages = page.getByRole('region', { name: 'Stages of the lead time', exact: true })
  await expect(stages).toContainText('Coding, first commit to opened2 h')
  await expect(stages).not.toContainText('before coding')
  await page.getByText('from in progress', { exact: true }).click()
  await expect(stages).toContainText(/In progress before coding, to the first commit\d+ d/)
  await expectAccessible(page)
})

const { PICTURES: pictures } = process.env

test.describe('as they look', () => {
  test.skip(pictures === undefined, 'set PICTURES to a folder to have pictures taken')
  for (const scheme of ['light', 'dark'] as const) {
    test(`the screens of links in ${scheme}`, async ({ linked, folder, watch }) => {
      watch.allow(/WebSocket is already in CLOSING or CLOSED state/)
      const { page, goTo } = linked
      await withPullRequest(linked, join(folder, 'data'))
      mkdirSync(pictures ?? '.', { recursive: true })
      await page.emulateMedia({ colorScheme: scheme })
      await page.setViewportSize({ width: 1280, height: 900 })
      await goTo('connections')
      await page.getByRole('main').getByRole('link', { name: 'Jira', exact: true }).click()
      await page.getByRole('region', { name: 'Links to code' }).getByRole('button').first().click()
      await page.getByRole('textbox', { name: 'Patterns' }).fill('task (\\d+)')
      await expect(page.getByRole('dialog').getByRole('status')).toBeVisible()
      await expect(page.getByRole('dialog').locator('[data-stale]')).toHaveCount(0)
      await page.screenshot({ path: `${pictures}/dialog-${scheme}.png` })
      await page.keyboard.press('Escape')
      await page.screenshot({ path: `${pictures}/connection-${scheme}.png`, fullPage: true })
      await visit(page, 'DORA')
      await page.getByText('from in progress', { exact: true }).click()
      await expect(page.getByRole('button', { name: /from in progress to deployment/ })).toBeVisible()
      await page.screenshot({ path: `${pictures}/dora-${scheme}.png`, fullPage: true })
    })
  }
})
