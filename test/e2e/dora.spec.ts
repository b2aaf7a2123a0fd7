import { mkdirSync } from 'node:fs'
import { addRepositories, type BrowserApp, expect, expectJobState, test } from '../support/browser-app.ts'
import { makeDeliveryExample, writeHosted } from '../support/delivery-example.ts'
import { createTestRepository } from '../support/git-repository.ts'
import { expectAccessible } from '../support/two-systems.ts'

const hour = 3600
const day = 24 * hour

/**
 * Five releases, four days apart, the last a week ago: v1.0 (first known), v1.1, v1.2 (takes back what v1.1 brought), v1.3 (of which a
 * hotfix branch's merge), v1.4. So v1.1 failed by the revert, v1.2 by the hotfix: 2 of 5, 40 %; v1.2 and v1.3 are unplanned: 40 %.
 */
function makeDelivery(path: string): void {
  const repository = createTestRepository(path)
  const start = Math.floor(Date.now() / 1000) - 23 * day
  const at = (days: number, hours = 0) => ({ at: start + days * day + hours * hour })
  repository.commit('Start', at(0))
  repository.tag('v1.0.0')
  repository.commit('Charge cards', at(4))
  repository.tag('v1.1.0')
  repository.commit('Revert "Charge cards"', at(5))
  repository.commit('Release 1.2', at(8))
  repository.tag('v1.2.0')
  repository.git('checkout', '--quiet', '-b', 'hotfix/login')
  repository.commit('Let people log in', { ...at(9), files: { 'login.txt': 'login\n' } })
  repository.git('checkout', '--quiet', 'main')
  repository.merge('hotfix/login', at(12))
  repository.tag('v1.3.0')
  repository.commit('More', at(16))
  repository.tag('v1.4.0')
}

async function openDora(app: BrowserApp, folder: string) {
  makeDelivery(`${folder}/shop`)
  await addRepositories(app, `${folder}/shop`, 'Our shop')
  await expectJobState(app.page, 'Our shop', 'Finished')
  await app.page.getByRole('link', { name: 'DORA', exact: true }).click()
  const region = (name: string) => app.page.getByRole('region', { name, exact: true })
  return {
    frequency: region('Deployment frequency'),
    leadTime: region('Change lead time'),
    failRate: region('Change fail rate'),
    recovery: region('Failed deployment recovery time'),
    rework: region('Deployment rework rate'),
    drawer: app.page.getByRole('dialog'),
  }
}

test('five cards with level and items behind each', async ({ app, folder }) => {
  const { page } = app
  const { frequency, leadTime, failRate, recovery, rework, drawer } = await openDora(app, folder)
  // v1.1 (day 4) was restored with v1.2 (day 8), v1.2 with v1.3 (day 12): 4 days each.
  await expect(failRate.getByRole('button', { name: '40% of deployments failed' })).toBeVisible()
  await expect(recovery.getByRole('button', { name: '4 d until restored (median)' })).toBeVisible()
  await expect(rework.getByRole('button', { name: '40% of deployments unplanned' })).toBeVisible()
  await expect(failRate).toContainText('Low (2023)')
  await expect(recovery).toContainText('Medium (2023)')
  await page.getByText('2025 Quick Check').click()
  await expect(failRate).toContainText('6 of 10 (2025; industry 8.1)')

  for (const { card, opener, rows } of [
    { card: frequency, opener: '5 deployments', rows: 5 },
    { card: leadTime, opener: /from commit to deployment \(median\)$/, rows: 6 },
    { card: failRate, opener: '2 failed', rows: 2 },
    { card: recovery, opener: '2 incidents', rows: 2 },
    { card: rework, opener: '2 unplanned', rows: 2 },
  ]) {
    await card.getByRole('button', { name: opener, ...(typeof opener === 'string' && { exact: true }) }).click()
    await expect(drawer.getByRole('grid')).toHaveAttribute('aria-rowcount', String(rows + 1))
    await page.keyboard.press('Escape')
    await expect(drawer).toHaveCount(0)
  }

  await failRate.getByRole('button', { name: 'How change fail rate is computed', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'How change fail rate is computed' })).toContainText('5 deployments')
})

test('an incident unlinked and linked by hand moves the change fail rate', async ({ app, folder }) => {
  const { page } = app
  const { failRate, drawer } = await openDora(app, folder)
  await page.getByRole('button', { name: '2 incidents', exact: true }).last().click()
  await drawer.getByText('hotfix/login').click()
  await drawer.getByRole('button', { name: 'Belongs to none', exact: true }).click()
  await expect(drawer.getByText('by hand')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(failRate.getByRole('button', { name: '20% of deployments failed' })).toBeVisible()

  await page.getByRole('button', { name: '1 without a deployment', exact: true }).click()
  await drawer.getByText('hotfix/login').click()
  await drawer.getByRole('combobox', { name: 'Belongs to the deployment' }).click()
  await page.getByRole('option', { name: /^v1\.1\.0/ }).click()
  await drawer.getByRole('button', { name: 'Link to it', exact: true }).click()
  await expect(drawer.getByText('No incidents', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  // Both incidents are v1.1's now.
  await expect(failRate.getByRole('button', { name: '20% of deployments failed' })).toBeVisible()
  await page.getByRole('button', { name: /^v1\.1\.0 of shop, .*: failed, restored after/ }).click()
  await expect(drawer.getByRole('region', { name: 'Incidents of it' }).getByRole('listitem')).toHaveCount(2)
  await drawer.getByRole('button', { name: 'hotfix/login', exact: true }).click()
  await drawer.getByRole('button', { name: 'Let the rule decide', exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(failRate.getByRole('button', { name: '40% of deployments failed' })).toBeVisible()
})

test('rules are previewed before they are saved', async ({ app, folder }) => {
  const { page } = app
  const { failRate, frequency, rework } = await openDora(app, folder)
  await page.getByRole('button', { name: 'Incidents of shop', exact: true }).click()
  const incidents = page.getByRole('dialog', { name: 'Incidents of shop' })
  await expect(incidents.getByText('2 of 5 deployments would have failed')).toBeVisible()
  await incidents.getByRole('switch', { name: 'Hotfix branches' }).click()
  await expect(incidents.getByText('1 of 5 deployments would have failed')).toBeVisible()
  await page.keyboard.press('Escape')
  const question = page.getByRole('dialog', { name: 'Discard what you entered?' })
  await question.getByRole('button', { name: 'Keep editing', exact: true }).click()
  await expect(question).toHaveCount(0)
  await incidents.getByRole('button', { name: 'Save rules', exact: true }).click()
  await expect(incidents).toHaveCount(0)
  await expect(failRate.getByRole('button', { name: '20% of deployments failed' })).toBeVisible()
  await expect(rework.getByRole('button', { name: '20% of deployments unplanned' })).toBeVisible()

  await page.getByRole('button', { name: 'Deployments of shop', exact: true }).click()
  const rule = page.getByRole('dialog', { name: 'Deployments of shop' })
  await rule.getByRole('textbox', { name: 'Pattern of the tags’ names' }).fill('^v1\\.[0-3]')
  await expect(rule.getByText('4 of 5 tags match')).toBeVisible()
  await rule.getByRole('button', { name: 'Save rule', exact: true }).click()
  await expect(frequency.getByRole('button', { name: '4 deployments', exact: true })).toBeVisible()
})

// Worked out by hand in test/acceptance/dora.test.ts.
test('with pull requests and deployments of a code host: stages, results and the changes behind them', async ({
  start,
  folder,
  watch,
}) => {
  watch.allow(/WebSocket is already in CLOSING or CLOSED state/)
  const repository = createTestRepository(`${folder}/shop`)
  const monday = Math.floor((Date.now() - 4 * 7 * day * 1000) / (day * 1000)) * day * 1000
  const entities = makeDeliveryExample(repository, monday)
  const app = await start()
  const { page } = app
  await addRepositories(app, `${folder}/shop`, 'Our shop')
  await expectJobState(page, 'Our shop', 'Finished')
  await app.restart('stop', async () => writeHosted(`${folder}/data`, entities))
  await app.goTo('dora')
  const stages = page.getByRole('region', { name: 'Stages of the lead time', exact: true })
  await expect(stages).toContainText('2 h 30 min')
  await expect(stages).toContainText('1 pull request whose dates contradict each other')
  await expect(page.getByRole('button', { name: '37.5% of deployments failed' })).toBeVisible()
  await page.getByRole('button', { name: /^D2 of shop, .*: failed, restored after 10 h$/ }).click()
  const drawer = page.getByRole('dialog')
  await expect(drawer.getByRole('row', { name: /#1 Add search/ })).toContainText('2 d 3 h')
  await expect(drawer.getByText('production', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Deployments of shop', exact: true }).click()
  await expect(page.getByText('9 of 12 deployments count as production deployments')).toBeVisible()
  const pictures = process.env['WEIR_PICTURES']
  if (pictures) {
    await page.screenshot({ path: `${pictures}/rule-hosted.png` })
    await page.keyboard.press('Escape')
    await page.screenshot({ path: `${pictures}/dora-hosted.png`, fullPage: true })
  }
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the page and its dialogs are accessible, ${colorScheme}`, async ({ app, folder }) => {
    const { page } = app
    await page.emulateMedia({ colorScheme })
    const { failRate, drawer } = await openDora(app, folder)
    await expect(failRate.getByRole('button', { name: '40% of deployments failed' })).toBeVisible()
    await expectAccessible(page)
    const pictures = process.env['WEIR_PICTURES']
    if (pictures) {
      mkdirSync(pictures, { recursive: true })
      await page.screenshot({ path: `${pictures}/dora-${colorScheme}.png`, fullPage: true })
    }
    await page.getByRole('button', { name: /^v1\.1\.0 of shop/ }).click()
    await expect(drawer.getByRole('grid')).toBeVisible()
    await expectAccessible(page)
    if (pictures) await page.screenshot({ path: `${pictures}/deployment-${colorScheme}.png` })
    await drawer.getByRole('button', { name: 'Revert "Charge cards"', exact: true }).click()
    await expect(drawer.getByRole('button', { name: 'Link to it', exact: true })).toBeVisible()
    await expectAccessible(page)
    if (pictures) await page.screenshot({ path: `${pictures}/incident-${colorScheme}.png` })
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Incidents of shop', exact: true }).click()
    await expect(page.getByText('2 of 5 deployments would have failed')).toBeVisible()
    await expectAccessible(page)
    if (pictures) await page.screenshot({ path: `${pictures}/rules-${colorScheme}.png` })
  })
}
