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
