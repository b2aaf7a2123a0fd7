import type { JiraSimulator } from '../../src/main/scenarios/simulators/jira/simulator.ts'
import { type BrowserApp, test as base, expect, expectJobState } from '../support/browser-app.ts'
import { type JiraSiteOptions, makeJiraWorkspace, startJiraSite } from '../support/jira-workspace.ts'

/** `site` starts a simulated Jira that ends with the test. */
const test = base.extend<{ readonly site: (options?: JiraSiteOptions) => Promise<JiraSimulator> }>({
  site: async ({ browserName: _ }, use) => {
    const sites: JiraSimulator[] = []
    await use(async options => {
      const site = await startJiraSite(options)
      sites.push(site)
      return site
    })
    await Promise.all(sites.map(site => site.close()))
  },
})

async function fillForm({ page, goTo }: BrowserApp, jira: JiraSimulator, token = jira.credentials.token) {
  await goTo('connections/new/jira')
  const wizard = page.getByRole('dialog', { name: 'Connect Jira' })
  await wizard.getByLabel('Address').fill(jira.url)
  await wizard.getByLabel('E-mail').fill(jira.credentials.email)
  await wizard.getByLabel('API token').fill(token)
  await wizard.getByRole('button', { name: 'Verify', exact: true }).click()
  return wizard
}

test('a wrong token is named at its field; then projects are chosen and synced, limits waited out, and a second sync finds nothing new', async ({
  app,
  site,
}) => {
  const { page } = app
  const jira = await site({ issues: 900, projects: 3 })
  await page.getByRole('link', { name: 'Connect Jira', exact: true }).click()
  await expect(page.getByRole('radio', { name: 'Cloud', exact: true })).toBeFocused()
  const wizard = await fillForm(app, jira, '')
  await expect(wizard.getByText('Enter the API token', { exact: true })).toBeVisible()
  await expect(wizard.getByLabel('API token')).toBeFocused()
  await wizard.getByLabel('API token').fill('wrong')
  await page.keyboard.press('Enter')
  await expect(wizard.getByText('The credentials were refused')).toBeVisible()
  await expect(wizard.getByRole('button').last()).toHaveText('Back to the settings')
  await wizard.getByRole('button', { name: 'Back to the settings', exact: true }).click()
  const token = wizard.getByLabel('API token')
  await expect(token).toBeFocused()
  await expect(token).toHaveAccessibleDescription(/Jira does not accept this token with this e-mail/)
  await token.fill(jira.credentials.token)
  await page.keyboard.press('Enter')

  await expect(wizard.getByText('Found 3 projects, 3 boards, 1 saved filter', { exact: true })).toBeVisible()
  await expect(wizard.getByText('Jira Cloud · Anna Berg')).toBeVisible()
  await wizard.getByRole('button', { name: 'Choose projects', exact: true }).click()
  await expect(wizard.getByText('3 of 7 chosen')).toBeVisible()
  await wizard.getByText('Boards (3)').click()
  await expect(wizard.getByRole('checkbox', { name: 'GAMMA board' })).not.toBeChecked()
  await wizard.getByText('All (7)').click()
  await wizard.getByRole('textbox', { name: 'Search projects' }).fill('gamma')
  await wizard.getByRole('checkbox', { name: 'Project Gamma' }).uncheck()
  await expect(wizard.getByText('2 of 7 chosen')).toBeVisible()
  await expect(wizard.getByRole('combobox', { name: 'Story points' })).toHaveValue(/^Story point estimate/)
  await wizard.getByRole('textbox', { name: 'Name', exact: true }).fill('Acme Jira')

  jira.trouble.plan({ trouble: { kind: 'slow', ms: 400 }, when: /changelog.bulkfetch/, times: 100 })
  jira.trouble.plan({ trouble: { kind: 'rate_limited', retryAfterSeconds: 3 }, when: /issue.bulkfetch/, after: 2 })
  await wizard.getByRole('button', { name: 'Save', exact: true }).click()
  const job = page.getByRole('article', { name: 'Acme Jira', exact: true })
  await expect(job.getByText(/of 300 .*waiting until \d\d:\d\d/)).toBeVisible()
  await expectJobState(page, 'Acme Jira', 'Finished')
  const runs = page.getByRole('table').getByRole('row', { name: /Acme Jira/ })
  await expect(runs).toHaveCount(1)

  const before = jira.requests.length
  await job.getByRole('button', { name: 'Run now: Acme Jira', exact: true }).click()
  await expect(runs).toHaveCount(2)
  await expectJobState(page, 'Acme Jira', 'Finished')
  // Read, written and skipped: nothing.
  await expect(runs.first()).toContainText(/000\d/)
  expect(jira.requests.slice(before).filter(request => /bulkfetch/.test(request))).toEqual([])

  // Without code there is nothing on the first page, but a way to what there is.
  await page.getByRole('link', { name: 'Overview', exact: true }).click()
  await expect(page.getByText('No repositories yet')).toBeVisible()
  await page.getByRole('link', { name: 'Open the flow metrics', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Cycle time', exact: true })).toBeVisible()
})

test('where boards are refused the verification says what to do instead', async ({ app, site }) => {
  const jira = await site({ issues: 10 })
  jira.refuseBoards()
  const wizard = await fillForm(app, jira)
  await expect(wizard.getByText('Found 2 projects, 1 saved filter', { exact: true })).toBeVisible()
  await expect(wizard.getByRole('list', { name: 'Checks' })).toContainText('map statuses to flow steps by hand')
})

test('editing says how many issues go with a project, offers the fields again, and removing counts them all', async ({
  folder,
  start,
}) => {
  const jira = await makeJiraWorkspace(`${folder}/data`, { name: 'Acme Jira' })
  const { page } = await start()
  await page.getByRole('link', { name: 'Connections', exact: true }).click()
  await page.getByRole('button', { name: 'Edit: Acme Jira', exact: true }).click()
  const wizard = page.getByRole('dialog', { name: 'Edit Acme Jira' })
  await wizard.getByRole('button', { name: 'Verify', exact: true }).click()
  await wizard.getByRole('button', { name: 'Choose projects', exact: true }).click()
  await wizard.getByRole('checkbox', { name: 'Project Beta' }).uncheck()
  await expect(wizard.getByText('30 issues disappear from every metric')).toBeVisible()
  const severity = wizard.getByRole('combobox', { name: 'Severity' })
  await severity.click()
  await page.getByRole('option', { name: 'Flagged', exact: true }).click()
  await wizard.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('1 of 2 active')).toBeVisible()
  await expect(page.getByRole('grid', { name: 'Projects' }).getByRole('row', { name: /Alpha/ })).toContainText('30')

  await page.getByRole('button', { name: 'Edit: Acme Jira', exact: true }).click()
  await wizard.getByRole('button', { name: 'Keep the settings', exact: true }).click()
  await expect(severity).toHaveValue('Flagged')
  await severity.click()
  await page.getByRole('option', { name: 'Severity', exact: true }).click()
  await wizard.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(wizard).toBeHidden()

  await page.getByRole('button', { name: 'Edit: Acme Jira', exact: true }).click()
  await wizard.getByRole('button', { name: 'Verify', exact: true }).click()
  await wizard.getByRole('button', { name: 'Choose projects', exact: true }).click()
  await expect(severity).toHaveValue('Severity')
  await wizard.getByRole('button', { name: 'Close', exact: true }).click()
  await page.getByRole('button', { name: 'Discard', exact: true }).click()
  await page.getByRole('button', { name: 'Remove: Acme Jira', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Remove “Acme Jira”?' })).toContainText('Issues60')
  await jira.close()
})

test('credentials revoked in the middle of a sync stop it until new ones are given', async ({ app, site }) => {
  const { page } = app
  const jira = await site({ issues: 400 })
  jira.trouble.plan({ trouble: { kind: 'slow', ms: 1_000 }, when: /changelog.bulkfetch/, after: 1, times: 100 })
  const wizard = await fillForm(app, jira)
  await wizard.getByRole('button', { name: 'Choose projects', exact: true }).click()
  await wizard.getByRole('textbox', { name: 'Name', exact: true }).fill('Acme Jira')
  await wizard.getByRole('button', { name: 'Save', exact: true }).click()
  const job = page.getByRole('article', { name: 'Acme Jira', exact: true })
  await expect(job.getByText(/of 200/)).toBeVisible()
  jira.revoke()
  await expectJobState(page, 'Acme Jira', 'Failed')
  await expect(job.getByText('The credentials were refused')).toBeVisible()
})
