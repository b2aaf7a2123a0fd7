import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { type BrowserApp, test as base, expect } from '../support/browser-app.ts'
import { makeJiraWorkspace } from '../support/jira-workspace.ts'

interface IssueFixtures {
  /** The Flow metrics of a workspace whose issues came from a simulated Jira. */
  readonly metrics: BrowserApp
}

const test = base.extend<IssueFixtures>({
  metrics: async ({ start, folder }, use) => {
    const simulator = await makeJiraWorkspace(join(folder, 'data'), { issues: 80 })
    const app = await start()
    await app.goTo('flow-metrics')
    await use(app)
    await simulator.close()
  },
})

test('an issue behind a number opens by keyboard with its way through the flow, and closes back to the list', async ({
  metrics: { page },
}) => {
  const card = page.getByRole('region', { name: 'Cycle time', exact: true })
  await card.getByRole('button', { name: /^\d+ issues$/ }).click()
  const list = page.getByRole('dialog').getByRole('grid')
  await expect(list).toBeVisible()
  await list.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')

  const issue = page.getByRole('dialog', { name: 'Issue', exact: true })
  const timeline = issue.getByRole('region', { name: 'Timeline' })
  await expect(timeline.getByRole('listitem').first()).toBeVisible()
  await expect(issue.getByText('Cycle time')).toBeVisible()
  await expect(issue.getByRole('grid', { name: 'History' })).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations).toEqual([])

  await page.keyboard.press('Escape')
  await expect(issue).toHaveCount(0)
  await expect(list).toBeFocused()
})

test('a list of issues is sorted by its column heads; an issue tells its steps on the chosen clock', async ({
  metrics: { page },
}) => {
  await page.getByRole('button', { name: /^How time is counted/ }).click()
  await page.getByRole('radio', { name: 'Working time' }).check()
  await page.keyboard.press('Escape')
  const card = page.getByRole('region', { name: 'Cycle time', exact: true })
  await card.getByRole('button', { name: /^\d+ issues$/ }).click()
  const list = page.getByRole('dialog').getByRole('grid')
  const keys = async () => {
    const cells = await list.getByRole('row').locator('td:first-child').allTextContents()
    return cells.filter(text => /-\d+$/.test(text)).slice(0, 10)
  }
  const head = list.getByRole('columnheader', { name: 'Issue', exact: true })
  await expect(head).not.toHaveAttribute('aria-sort')
  await head.getByRole('button').press('Enter')
  await expect(head).toHaveAttribute('aria-sort', 'ascending')
  await expect.poll(async () => isAscending(await keys())).toBe(true)
  const first = (await keys())[0]
  await head.getByRole('button').press('Enter')
  await expect(head).toHaveAttribute('aria-sort', 'descending')
  await expect.poll(async () => (await keys())[0]).not.toBe(first)

  await list.getByRole('row').nth(1).click()
  const issue = page.getByRole('dialog', { name: 'Issue', exact: true })
  const timeline = issue.getByRole('region', { name: 'Timeline' })
  await expect(timeline.getByText('Working hours count, on working days.')).toBeVisible()
  // Working time is told in hours: a day has no fixed length.
  await expect(timeline.getByText(/^\d+ d/)).toHaveCount(0)
})

const byKey = new Intl.Collator('en', { numeric: true })
const isAscending = (keys: readonly string[]) =>
  keys.length > 1 && keys.every((key, i) => i === 0 || byKey.compare(keys[i - 1] ?? '', key) < 0)
