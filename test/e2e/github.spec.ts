import type { GithubSimulator } from '../../src/main/scenarios/simulators/github/simulator.ts'
import { type BrowserApp, test as base, expect, expectJobState } from '../support/browser-app.ts'
import { type GithubSiteOptions, makeGithubWorkspace, startGithubSite } from '../support/github-workspace.ts'
import { expectAccessible } from '../support/two-systems.ts'

/** `site` starts a simulated GitHub that ends with the test. */
const test = base.extend<{ readonly site: (options?: GithubSiteOptions) => Promise<GithubSimulator> }>({
  site: async ({ browserName: _ }, use) => {
    const sites: GithubSimulator[] = []
    await use(async options => {
      const site = await startGithubSite(options)
      sites.push(site)
      return site
    })
    await Promise.all(sites.map(site => site.close()))
  },
})

async function openForm({ page, goTo }: BrowserApp) {
  await goTo('connections/new/github')
  const wizard = page.getByRole('dialog', { name: 'Connect GitHub' })
  const token = wizard.getByRole('textbox', { name: 'Access token' })
  return { wizard, token }
}

test('a wrong token is named at its field; then repositories are chosen and synced, numbers stand on both pages, and a second sync finds nothing new', async ({
  app,
  site,
}) => {
  const { page } = app
  const github = await site({ pulls: 60, repositories: 3 })
  await page.getByRole('link', { name: 'Connect GitHub', exact: true }).click()
  const { wizard, token } = await openForm(app)
  await wizard.getByRole('radio', { name: 'Enterprise', exact: true }).check()
  await wizard.getByLabel('Address').fill(github.url)
  await token.fill('wrong')
  await expectAccessible(page)
  await wizard.getByRole('button', { name: 'Verify', exact: true }).click()
  await expect(wizard.getByText('The credentials were refused')).toBeVisible()
  await wizard.getByRole('button', { name: 'Back to the settings', exact: true }).click()
  await expect(token).toBeFocused()
  await expect(token).toHaveAccessibleDescription(/GitHub does not accept this token/)
  await token.fill(github.tokens[0] ?? '')
  await page.keyboard.press('Enter')

  await expect(wizard.getByText('Found 3 repositories', { exact: true })).toBeVisible()
  await expect(wizard.getByText('GitHub Enterprise Server 3.17.2 · anna-berg')).toBeVisible()
  await expect(wizard.getByRole('list', { name: 'Checks' })).toContainText(/of 5,000 requests left/)
  await wizard.getByRole('button', { name: 'Choose repositories', exact: true }).click()
  await expect(wizard.getByText('3 of 3 chosen')).toBeVisible()
  await wizard.getByRole('textbox', { name: 'Search repositories' }).fill('mob')
  await wizard.getByRole('checkbox', { name: 'acme/mobile' }).uncheck()
  await expect(wizard.getByText('2 of 3 chosen')).toBeVisible()
  await wizard.getByRole('textbox', { name: 'Name', exact: true }).fill('Acme GitHub')

  github.trouble.plan({
    trouble: { kind: 'secondary', status: 403, retryAfterSeconds: 3 },
    when: /graphql PullRequests/,
    after: 1,
  })
  await wizard.getByRole('button', { name: 'Save', exact: true }).click()
  const job = page.getByRole('article', { name: 'Acme GitHub', exact: true })
  await expect(job.getByText(/waiting until \d\d:\d\d.* of 5,000 requests left until/)).toBeVisible()
  await expectJobState(page, 'Acme GitHub', 'Finished')
  const runs = page.getByRole('table').getByRole('row', { name: /Acme GitHub/ })
  await expect(runs).toHaveCount(1)

  const before = github.requests.length
  await job.getByRole('button', { name: 'Run now: Acme GitHub', exact: true }).click()
  await expect(runs).toHaveCount(2)
  await expectJobState(page, 'Acme GitHub', 'Finished')
  // Read, written and skipped: nothing.
  await expect(runs.first()).toContainText(/000\d/)
  expect(github.requests.slice(before).filter(request => /graphql PullRequests/.test(request))).toEqual([])

  await page.getByRole('link', { name: 'DORA', exact: true }).click()
  for (const title of ['Deployment frequency', 'Change fail rate', 'Deployment rework rate']) {
    const card = page.getByRole('region', { name: title, exact: true })
    await expect(
      card.getByRole('button', { name: /^[1-9]\d*( unplanned| failed)? deployments?$/ }).first(),
    ).toBeVisible()
  }
  const changes = page.getByRole('region', { name: 'Change lead time', exact: true })
  await expect(changes.getByRole('button', { name: /^[1-9]\d* changes?$/ })).toBeVisible()

  await page.getByRole('link', { name: 'Pull requests', exact: true }).click()
  const merge = page.getByRole('region', { name: 'Time to merge', exact: true })
  await expect(merge.getByRole('button', { name: /^[1-9]\d* pull requests?$/ })).toBeVisible()
})

test('a GitHub App is asked for its ids and key instead of a token; what it needs is said at each', async ({ app }) => {
  const { wizard, token } = await openForm(app)
  await expect(wizard.getByLabel('Address')).toHaveCount(0)
  await expect(wizard.getByRole('link', { name: 'Make a token' })).toHaveAttribute('href', /settings\/tokens\/new/)
  await wizard.getByRole('radio', { name: 'GitHub App', exact: true }).check()
  await expect(token).toHaveCount(0)
  await wizard.getByRole('textbox', { name: 'App ID' }).fill('12')
  await wizard.getByRole('button', { name: 'Verify', exact: true }).click()
  const installation = wizard.getByRole('textbox', { name: 'Installation ID' })
  await expect(installation).toHaveAccessibleDescription(/Enter the installation ID/)
  await installation.fill('34')
  await wizard.getByRole('button', { name: 'Verify', exact: true }).click()
  await expect(wizard.getByLabel('Private key')).toHaveAccessibleDescription(/Enter the private key/)
})

test('editing shows what was entered and says what goes with a repository; removing counts its pull requests', async ({
  folder,
  start,
}) => {
  const github = await makeGithubWorkspace(`${folder}/data`, { name: 'Acme GitHub', pulls: 20 })
  const { page } = await start()
  await page.getByRole('link', { name: 'Connections', exact: true }).click()
  await page.getByRole('button', { name: 'Edit: Acme GitHub', exact: true }).click()
  const wizard = page.getByRole('dialog', { name: 'Edit Acme GitHub' })
  await expect(wizard.getByRole('radio', { name: 'Enterprise', exact: true })).toBeChecked()
  await expect(wizard.getByLabel('Address')).toHaveValue(github.url)
  await wizard.getByRole('button', { name: 'Verify', exact: true }).click()
  await wizard.getByRole('button', { name: 'Choose repositories', exact: true }).click()
  await wizard.getByRole('checkbox', { name: 'acme/api' }).uncheck()
  await expect(wizard.getByText(/7 issues disappear from every metric/)).toBeVisible()
  await wizard.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('1 of 2 active')).toBeVisible()
  await page.getByRole('button', { name: 'Remove: Acme GitHub', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Remove “Acme GitHub”?' })).toContainText('Pull requests40')
  await github.close()
})

test('how the history is read is chosen in the form; without it, the reason stands beside what is told by time', async ({
  folder,
  start,
}) => {
  const github = await makeGithubWorkspace(`${folder}/data`, { name: 'Acme GitHub', pulls: 30, repositories: 1 })
  const { page } = await start()
  await page.getByRole('link', { name: 'DORA', exact: true }).click()
  const stages = page.getByRole('region', { name: 'Stages of the lead time' })
  await expect(stages.getByText(/\d+ pull requests?$/).first()).toBeVisible()
  await expect(stages.getByText(/by time alone/)).toHaveCount(0)

  await page.getByRole('link', { name: 'Connections', exact: true }).click()
  await page.getByRole('button', { name: 'Edit: Acme GitHub', exact: true }).click()
  const wizard = page.getByRole('dialog', { name: 'Edit Acme GitHub' })
  const history = wizard.getByRole('radiogroup', { name: 'Commit history' })
  await expect(history.getByRole('radio', { name: 'Through the API' })).toBeChecked()
  await wizard.getByRole('button', { name: /advanced|more/i }).click()
  const since = wizard.getByRole('textbox', { name: 'Commits since' })
  await since.fill('last year')
  await wizard.getByRole('button', { name: 'Verify', exact: true }).click()
  await expect(since).toHaveAccessibleDescription(/A day, such as 2024-01-31/)
  await expectAccessible(page)
  await history.getByRole('radio', { name: 'Not at all' }).check()
  await expect(since).toHaveCount(0)
  await wizard.getByRole('button', { name: 'Verify', exact: true }).click()
  await wizard.getByRole('button', { name: 'Choose repositories', exact: true }).click()
  await wizard.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('link', { name: 'Jobs', exact: true }).click()
  const job = page.getByRole('article', { name: 'Acme GitHub', exact: true })
  await job.getByRole('button', { name: 'Run now: Acme GitHub', exact: true }).click()

  await page.getByRole('link', { name: 'DORA', exact: true }).click()
  await expect(stages.getByText(/by time alone: the commits are not read, by the settings/)).toBeVisible()
  await expectAccessible(page)
  await github.close()
})
