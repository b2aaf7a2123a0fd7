import { join } from 'node:path'
import { alterWire } from '../support/altered-wire.ts'
import { type BrowserApp, test as base, expect } from '../support/browser-app.ts'
import { makeJiraWorkspace } from '../support/jira-workspace.ts'

const test = base.extend<{ flow: BrowserApp }>({
  flow: async ({ folder, start }, use) => {
    const simulator = await makeJiraWorkspace(join(folder, 'data'), { issues: 100, days: 60 })
    await use(await start())
    await simulator.close()
  },
})

test('loading and failed are drawn for each question, the other answers stay, and it can be asked again', async ({
  flow,
}) => {
  const { page } = flow
  const wire = await alterWire(page)
  const arrive = wire.hold('flowMetrics.cycleTime')
  const works = wire.fail('flowMetrics.throughput', {
    code: 'internal.unexpected',
    hint: 'The numbers could not be computed.',
    details: {},
  })
  await flow.goTo('flow-metrics/time')
  await page.reload()
  await expect(page.getByRole('status', { name: 'Loading times' })).toBeVisible()
  await expect(page.getByText('The numbers could not be computed.')).toBeVisible()
  arrive()
  await expect(page.getByRole('figure', { name: 'Cycle time of each finished issue' })).toBeVisible()
  works()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('region', { name: 'Throughput', exact: true }).getByRole('figure')).toBeVisible()
})

test('a period without finished issues says so and leads to the whole history', async ({ flow }) => {
  const { page } = flow
  const period = { kind: 'custom', firstDay: '2020-01-01', lastDay: '2020-02-01' }
  await flow.goTo(`flow-metrics/time?period=${encodeURIComponent(JSON.stringify(period))}`)
  const card = page.getByRole('region', { name: 'Cycle time', exact: true })
  await expect(card.getByText('No data', { exact: true })).toBeVisible()
  await expect(card.getByText('No issue was finished in this period.')).toBeVisible()
  await card.getByRole('button', { name: 'Show the whole history' }).click()
  await expect(card.getByRole('figure')).toBeVisible()
  const longest = card.getByRole('table', { name: /: the 50 longest of \d+ dots\. The number of issues above opens/ })
  await expect(longest.getByRole('row')).toHaveCount(51)
})
