import type { GithubSimulator } from '../../src/main/scenarios/simulators/github/simulator.ts'
import { connectDatabase } from '../../src/main/store/connect.ts'
import { alterWire } from '../support/altered-wire.ts'
import { test as base, expect } from '../support/browser-app.ts'
import { pullRequest, writeHosted } from '../support/delivery-example.ts'
import { makeGithubWorkspace } from '../support/github-workspace.ts'
import { openMonorepoWorkspace } from '../support/monorepo-workspace.ts'
import { expectAccessible } from '../support/two-systems.ts'

/** `github` leaves a synced, simulated GitHub in the data folder; it ends with the test. */
const test = base.extend<{ readonly github: GithubSimulator }>({
  github: async ({ folder }, use) => {
    const simulator = await makeGithubWorkspace(`${folder}/data`, { pulls: 60, repositories: 2 })
    await use(simulator)
    await simulator.close()
  },
})

const numberIn = (text: string | null) => Number(/[\d,.]+/.exec(text ?? '')?.[0].replaceAll(',', ''))

test('without GitHub the page says what it needs', async ({ app }) => {
  const { page } = app
  await page.getByRole('navigation').getByRole('link', { name: 'Pull requests', exact: true }).click()
  await expect(page.getByText('Pull requests come from GitHub')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Connect GitHub', exact: true })).toBeVisible()
  await expectAccessible(page)
})

test('every figure opens the pull requests behind it, one of them opens beside them', async ({ github, start }) => {
  const app = await start()
  const { page } = app
  await app.goTo('pull-requests')
  const { pulls } = github.site.repository('acme/shop') ?? { pulls: [] }
  expect(pulls).toHaveLength(60)

  for (const title of ['Time to first review', 'Review time', 'Time to merge']) {
    const card = page.getByRole('region', { name: title, exact: true })
    const behind = card.getByRole('button', { name: /^\d+ pull requests?$/ })
    const count = numberIn(await behind.textContent())
    expect(count).toBeGreaterThan(0)
    await behind.click()
    const list = page.getByRole('dialog', { name: title })
    await expect(list.getByRole('status')).toHaveText(`${count} pull requests`)
    await list.getByRole('button', { name: 'Close the list' }).click()
    await expect(list).toHaveCount(0)
  }

  const merge = page.getByRole('region', { name: 'Time to merge', exact: true })
  await merge.getByTitle('Distribution').click()
  const bar = merge.getByRole('button', { name: /: [1-9]\d* pull requests?$/ }).first()
  const inBar = (await bar.getAttribute('aria-label'))?.split(': ').at(-1) ?? ''
  await bar.click()
  const behindBar = page.getByRole('dialog', { name: /^Time to merge: / })
  await expect(behindBar.getByRole('status')).toHaveText(inBar)
  await behindBar.getByRole('button', { name: 'Close the list' }).click()

  const open = page.getByRole('region', { name: 'Open now', exact: true })
  const stale = open.getByRole('button', { name: /stale$/ })
  const staleCount = numberIn(await stale.textContent())
  await stale.click()
  const list = page.getByRole('dialog', { name: 'Stale pull requests' })
  await expect(list.getByRole('status')).toHaveText(`${staleCount} pull requests`)
  await list.getByRole('grid').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('dialog', { name: 'Pull request', exact: true })
  await expect(drawer.getByRole('heading', { name: 'Stages' })).toBeVisible()
  await expect(drawer.getByRole('heading', { level: 2, name: /SHOP-\d+/ })).toBeVisible()
  await expect(drawer.getByRole('region', { name: 'Commits' }).getByRole('grid')).toBeVisible()
})

test('a list is sorted by its column heads; a pull request tells its times on either clock and leads to its deployment', async ({
  github: _,
  start,
}) => {
  const app = await start()
  const { page } = app
  await app.goTo('pull-requests')
  const merge = page.getByRole('region', { name: 'Time to merge', exact: true })
  await merge.getByRole('button', { name: /^\d+ pull requests?$/ }).click()
  const list = page.getByRole('dialog', { name: 'Time to merge' })
  await expect(list.getByRole('columnheader', { name: 'To merge' })).toHaveAttribute('aria-sort', 'descending')
  const numbers = async () => {
    const cells = await list.getByRole('row').locator('td:first-child').allTextContents()
    return cells.map(text => numberIn(text)).slice(0, 20)
  }
  const slowest = await numbers()
  await list.getByRole('columnheader', { name: 'No.' }).getByRole('button').focus()
  await page.keyboard.press('Enter')
  await expect(list.getByRole('columnheader', { name: 'No.' })).toHaveAttribute('aria-sort', 'descending')
  await expect(list.getByRole('columnheader', { name: 'To merge' })).not.toHaveAttribute('aria-sort')
  const areSorted = async (direction: 1 | -1) => {
    const shown = await numbers()
    return shown.length > 1 && shown.every((one, i) => i === 0 || direction * (one - (shown[i - 1] ?? Number.NaN)) >= 0)
  }
  await expect.poll(() => areSorted(-1)).toBe(true)
  expect(await numbers()).not.toEqual(slowest)
  await page.keyboard.press('Enter')
  await expect(list.getByRole('columnheader', { name: 'No.' })).toHaveAttribute('aria-sort', 'ascending')
  await expect.poll(() => areSorted(1)).toBe(true)

  await list.getByRole('row').nth(1).click()
  const pull = page.getByRole('dialog', { name: 'Pull request', exact: true })
  const stages = pull.getByRole('region', { name: 'Stages' })
  await expect(stages.getByText('All hours count.')).toBeVisible()
  const elapsed = await stages.getByRole('list').textContent()
  await stages.getByText('Working hours', { exact: true }).click()
  await expect(stages.getByText('Working hours count, on working days.')).toBeVisible()
  await expect.poll(() => stages.getByRole('list').textContent()).not.toBe(elapsed)

  const shipped = pull
    .getByRole('region', { name: 'Details' })
    .locator('dt:text-is("Shipped with") + dd')
    .getByRole('button')
  const name = (await shipped.textContent()) ?? ''
  await shipped.click()
  const deployment = page.getByRole('dialog', { name, exact: true })
  await expect(deployment.getByRole('grid', { name: `Changes in ${name}` })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(deployment).toHaveCount(0)
  await expect(pull).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(pull).toHaveCount(0)
  await expect(list).toBeVisible()
})

test('choices are in the address bar: back, forward, reload and a shared link bring them again', async ({
  github: _,
  start,
}) => {
  const app = await start()
  const { page } = app
  await app.goTo('pull-requests?bucket=fortnight&teamId=nobody&includeBots=true')
  const bots = page.getByRole('switch', { name: 'Count pull requests and reviews of bots' })
  // What is wrong is passed over, the rest holds.
  await expect(bots).toBeChecked()
  await expect(page).toHaveURL(/#\/pull-requests\?period=[^&]*last-90-days[^&]*&includeBots=true$/)
  await bots.uncheck({ force: true })
  await expect(page).not.toHaveURL(/includeBots/)
  await page.goBack()
  await expect(bots).toBeChecked()
  await page.goForward()
  await expect(bots).not.toBeChecked()
  await bots.check({ force: true })
  await page.reload()
  await expect(bots).toBeChecked()
  const link = page.url()

  // Another page of the same filter shows it too, and a step back is one.
  await page.getByRole('navigation').getByRole('link', { name: 'DORA', exact: true }).click()
  await expect(page).toHaveURL(/#\/dora\?.*includeBots=true$/)
  await page.goBack()
  await expect(page).toHaveURL(link)
  await bots.uncheck({ force: true })
  await expect(page).not.toHaveURL(link)
  await page.goto(link)
  await expect(bots).toBeChecked()
})

test('nobody is named with numbers until that is switched on', async ({ github: _, start }) => {
  const app = await start()
  const { page } = app
  await app.goTo('pull-requests')
  const load = page.getByRole('region', { name: 'Review load', exact: true })
  await expect(load.getByRole('table', { name: 'Review load by team' })).toBeVisible()
  await expect(load.getByRole('table', { name: 'Review load by person' })).toHaveCount(0)
  await expect(load.getByText(/not for ranking/)).toBeVisible()
  await load.getByRole('switch', { name: 'Show people' }).check({ force: true })
  await expect(load.getByRole('table', { name: 'Review load by person' }).getByText('ben-okafor')).toBeVisible()
})

test('bots count when they are switched on; a repository alone has fewer', async ({ github: _, start }) => {
  const app = await start()
  const { page } = app
  await app.goTo('pull-requests')
  const merged = page
    .getByRole('region', { name: 'Throughput', exact: true })
    .getByRole('button', { name: /^\d+ merged$/ })
  const people = numberIn(await merged.textContent())
  await page.getByRole('switch', { name: 'Count pull requests and reviews of bots' }).check({ force: true })
  await expect.poll(async () => numberIn(await merged.textContent())).toBeGreaterThan(people)
  const all = numberIn(await merged.textContent())
  await page.getByRole('button', { name: /All 2 repositories/ }).click()
  await page.getByRole('checkbox', { name: /acme\/shop/ }).check()
  await expect.poll(async () => numberIn(await merged.textContent())).toBeLessThan(all)
})

const day = 24 * 3_600_000

test('a service alone has its own pull requests; what cannot be told of it is said', async ({ folder, start }) => {
  const monday = Math.floor(Date.now() / day - 21) * day
  const prepared = await openMonorepoWorkspace(folder, monday)
  await prepared.app.close()
  const data = `${folder}/data`
  const unknown = { sha: 'e'.repeat(40), authoredAt: monday }
  writeHosted(data, [
    pullRequest({
      number: 7,
      title: 'From a fork',
      branch: 'fork',
      commits: [unknown],
      openedAt: monday + day,
      mergedAt: monday + 2 * day,
      mergeCommitSha: 'd'.repeat(40),
    }),
  ])
  const app = await start()
  const { page } = app
  await app.goTo('pull-requests')
  const throughput = page.getByRole('region', { name: 'Throughput', exact: true })
  const merged = (count: number) => throughput.getByRole('button', { name: `${count} merged`, exact: true })
  await expect(merged(7)).toBeVisible()
  await expect(page.getByRole('note')).toHaveCount(0)

  const picker = page.getByRole('button', { name: /^Services: / })
  await picker.click()
  await page.getByRole('checkbox', { name: /^api/ }).click()
  await page.keyboard.press('Escape')
  await expect(picker).toHaveAccessibleName('Services: shop / api')
  await expect(page).toHaveURL(/serviceIds=/)
  await merged(3).click()
  const list = page.getByRole('dialog', { name: 'Merged pull requests' })
  await expect(list.getByRole('status')).toHaveText('3 pull requests')
  await expect(list.getByRole('row', { name: /Search|client/ })).toHaveCount(3)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'How throughput is computed' }).click()
  await expect(page.getByText('shop / api', { exact: true }).last()).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByRole('note').getByRole('button', { name: '1 pull request', exact: true }).click()
  const untold = page.getByRole('dialog', { name: 'Pull requests of no known service' })
  await expect(untold.getByRole('row', { name: /From a fork/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expectAccessible(page)

  await page.reload()
  await expect(merged(3)).toBeVisible()
  await picker.click()
  await page.getByRole('checkbox', { name: /^web/ }).click()
  await page.keyboard.press('Escape')
  await expect(merged(5)).toBeVisible()

  // Nobody tells any more what a commit touches.
  await app.restart('stop', async () => {
    const db = connectDatabase(`${data}/weir.db`)
    db.exec(`update repositories set history = 'api', changed_seq = changed_seq + 1`)
    db.close()
  })
  await expect(page.getByText('every pull request counts for each of its services.')).toBeVisible()
  await expect(merged(7)).toBeVisible()
})

test('loading and failed are drawn, each answer on its own, and can be asked for again; an empty period says why', async ({
  github: _,
  start,
}) => {
  const app = await start()
  const { page } = app
  const wire = await alterWire(page)
  const arrive = wire.hold('pullRequests.metrics')
  const works = wire.fail('pullRequests.load', {
    code: 'internal.unexpected',
    hint: 'The load could not be computed.',
    details: {},
  })
  await app.goTo('pull-requests')
  await page.reload()
  await expect(page.getByRole('status', { name: 'Loading pull requests' })).toBeVisible()
  arrive()
  await expect(page.getByRole('region', { name: 'Throughput', exact: true })).toBeVisible()
  await expect(page.getByText('The load could not be computed.')).toBeVisible()
  works()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('table', { name: 'Review load by team' })).toBeVisible()

  const period = { kind: 'custom', firstDay: '2020-01-01', lastDay: '2020-02-01' }
  await app.goTo(`pull-requests?period=${encodeURIComponent(JSON.stringify(period))}`)
  const merge = page.getByRole('region', { name: 'Time to merge', exact: true })
  await expect(merge.getByText('No pull request was merged in this period.')).toBeVisible()
  await expect(merge.getByText('No data', { exact: true })).toBeVisible()
  await merge.getByRole('button', { name: 'Show the last 12 months' }).click()
  await expect(merge.getByRole('button', { name: /pull requests$/ }).first()).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the page and its drawers are accessible, ${colorScheme}`, async ({ github: _, start }) => {
    const app = await start()
    const { page } = app
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await app.goTo('pull-requests')
    const load = page.getByRole('region', { name: 'Review load', exact: true })
    await load.getByRole('switch', { name: 'Show people' }).check({ force: true })
    await expect(load.getByRole('table', { name: 'Review load by person' })).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'How time to merge is computed' }).click()
    await expect(page.getByText('left out, as are their reviews')).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await page.getByRole('grid', { name: /^Open/ }).getByRole('row').nth(1).click()
    await expect(page.getByRole('heading', { name: 'Stages' })).toBeVisible()
    await expectAccessible(page)
  })
}
